import { sqlInstant } from '../../contracts/business-day.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { writeParquet } from '../tables/parquet.ts';
import type { Mood } from './mood-reader.ts';
import type { CustomerText } from './read-texts.ts';

/** Who says the mood of a text: the data, the score that came with it, a reader by its name; null where nobody does. */
export type SaidBy = 'given' | 'score' | 'own' | 'words' | null;

/** A text's row: whose and when, and its mood; never the text. */
export interface MoodRow extends Pick<CustomerText, 'source' | 'record_id' | 'customer_id' | 'seconds'> {
  readonly sentiment: number | null;
  readonly probability: number | null;
  readonly by: SaidBy;
}

/** Rows of one file: what is kept in memory before it is written. */
const rowsOfFile = 100_000;

/** Six digits: beyond them two machines may differ. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1e6) / 1e6;

/** The mood of a text by what is known of it; what the reader says where nothing is. */
export function moodRow(text: CustomerText, mood: Mood | undefined, reader: 'own' | 'words'): MoodRow {
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

/** Writes rows as Parquet files under a prefix, as many at a time as one file holds. */
export class MoodTable {
  readonly files: string[] = [];
  private readonly store: ObjectStore;
  private readonly prefix: string;
  private rows: MoodRow[] = [];

  constructor(store: ObjectStore, prefix: string) {
    this.store = store;
    this.prefix = prefix;
  }

  async add(row: MoodRow): Promise<void> {
    this.rows.push(row);
    if (this.rows.length === rowsOfFile) await this.flush();
  }

  /** Writes what is left; an empty table is a file too, so that it can be read. */
  async close(): Promise<void> {
    if (this.rows.length > 0 || this.files.length === 0) await this.flush();
  }

  private async flush(): Promise<void> {
    const { rows } = this;
    const key = `${this.prefix}part-${String(this.files.length).padStart(4, '0')}.parquet`;
    await this.store.put(
      key,
      writeParquet([
        { name: 'source', type: 'text', values: rows.map(({ source }) => source) },
        { name: 'record_id', type: 'text', values: rows.map(({ record_id }) => record_id) },
        { name: 'customer_id', type: 'text', values: rows.map(({ customer_id }) => customer_id) },
        {
          name: 'written_at',
          type: 'text',
          values: rows.map(({ seconds }) => sqlInstant(new Date(1000 * seconds))),
        },
        { name: 'sentiment', type: 'number', values: rows.map(({ sentiment }) => rounded(sentiment)) },
        { name: 'probability', type: 'number', values: rows.map(({ probability }) => rounded(probability)) },
        { name: 'said_by', type: 'text', values: rows.map(({ by }) => by) },
      ]),
    );
    this.files.push(key);
    this.rows = [];
  }
}
