import type { Asked } from './asked.ts';
import type { Comparer } from './compare-files.ts';

/**
 * Every query of which Trino's answer is not DuckDB's, with what differs. The two have been asked the same, in one order.
 * No tolerance: texts, integers, decimals, times and doubles are equal to the last bit.
 */
export async function differencesOf(
  comparer: Comparer,
  local: readonly Asked[],
  trino: readonly Asked[],
): Promise<object[]> {
  const found: object[] = [];
  for (const [i, ours] of local.entries()) {
    const difference = await differenceOf(comparer, ours, trino[i]!);
    if (difference) found.push({ place: ours.place, text: ours.text.slice(0, 200), difference });
  }
  return found;
}

async function differenceOf(comparer: Comparer, ours: Asked, theirs: Asked): Promise<unknown> {
  if (ours.files) return comparer.compare(ours.files, theirs.files ?? []);
  return JSON.stringify(ours.rows) === JSON.stringify(theirs.rows) ? null : [ours.rows, theirs.rows];
}

/** What was asked, in words; a pulse goes by what it read, which lies at another place in each chain. */
export const textsOf = (asked: readonly Asked[]): string[] =>
  asked.map(({ kind, text }) => `${kind} ${text.replace(/(pulse-\d{8})-[0-9a-f]{12}/g, '$1')}`);
