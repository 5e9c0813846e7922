import type { InputProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { timeOf } from '../read/read-column.ts';

/** One row per customer with its outcome beside: no history to look back on. */
export interface FlatTable {
  readonly outcome: string;
  readonly id: string | null;
}

const outcomes = /^(churn|churned|attrition|exited|retained|lapsed|left)$/;

/** A flat table of customers with a column that says who left; null where it has more times than since when, or no such column. */
export function flatTable(input: InputProfile): FlatTable | null {
  const outcome = input.columns.find(
    ({ name, distinct }) => distinct <= 4 && wordsOf(name).some((word) => outcomes.test(word)),
  );
  const id = input.columns.find(
    ({ name, distinct, filled }) => distinct === filled && wordsOf(name).some((word) => word === 'id'),
  );
  const times = input.columns.filter((column) => timeOf(column) !== null).length;
  if (!outcome || times > (id === undefined ? 0 : 1)) return null;
  return { outcome: outcome.name, id: id?.name ?? null };
}

/** What to do with a flat table instead. */
export function flatAdvice({ path }: InputProfile, { outcome, id }: FlatTable): string {
  const quoted = (text: string) => (/[^\w./-]/.test(text) ? `"${text}"` : text);
  const ids = id === null ? '' : ` --id ${quoted(id)}`;
  return `it has one row per customer, no day of leaving, and who left in ${outcome}: that is not a history to make lists from. For a model of such a table: holdfast evaluate ${quoted(path)} --target ${quoted(outcome)}${ids}`;
}
