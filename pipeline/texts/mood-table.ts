import { sqlInstant } from '../../contracts/business-day.ts';
import type { RowColumn } from '../tables/parquet.ts';
import type { Mood, ReaderName } from './mood-reader.ts';
import type { CustomerText } from './read-texts.ts';

/** Who says the mood of a text: the data, the score that came with it, a reader by its name; null where nobody does. */
export type SaidBy = 'given' | 'score' | ReaderName | null;

/** Whose a text is, and when it was written. */
export type TextRow = Pick<CustomerText, 'source' | 'record_id' | 'customer_id' | 'seconds'>;

/** A text's row: whose and when, and its mood; never the text. */
export interface MoodRow extends TextRow {
  readonly sentiment: number | null;
  readonly probability: number | null;
  readonly by: SaidBy;
}

/** Columns that say which text a row is of. */
export const textColumns: readonly RowColumn<TextRow>[] = [
  { name: 'source', type: 'text', of: ({ source }) => source },
  { name: 'record_id', type: 'text', of: ({ record_id }) => record_id },
  { name: 'customer_id', type: 'text', of: ({ customer_id }) => customer_id },
  { name: 'written_at', type: 'text', of: ({ seconds }) => sqlInstant(new Date(1000 * seconds)) },
];

export const moodColumns: readonly RowColumn<MoodRow>[] = [
  ...textColumns,
  { name: 'sentiment', type: 'number', of: ({ sentiment }) => rounded(sentiment) },
  { name: 'probability', type: 'number', of: ({ probability }) => rounded(probability) },
  { name: 'said_by', type: 'text', of: ({ by }) => by },
];

/** Six digits: beyond them two machines may differ. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1e6) / 1e6;

/** The mood of a text by what is known of it; what the reader says where nothing is. */
export function moodRow(text: CustomerText, mood: Mood | undefined, reader: ReaderName): MoodRow {
  const { source, record_id, customer_id, seconds, sentiment, says } = text;
  const whose = { source, record_id, customer_id, seconds };
  if (sentiment !== null) return { ...whose, sentiment, probability: null, by: 'given' };
  if (says !== null) return { ...whose, sentiment: says, probability: null, by: 'score' };
  return {
    ...whose,
    sentiment: mood?.sentiment ?? null,
    probability: mood?.probability ?? null,
    by: mood?.sentiment == null ? null : reader,
  };
}
