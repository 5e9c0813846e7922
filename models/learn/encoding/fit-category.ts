import type { CategoryColumn } from '../../types.ts';
import { type EncodedCategory, fewestRowsPerLevel } from './encoding.ts';

/** The most frequent levels get a row each; a feature with more levels than this is nearly an id. */
const mostLevels = 256;

/** Learns which levels have a row of their own; rarer ones share one, and missing values have one. */
export function fitCategory(column: CategoryColumn, firstRow: number): EncodedCategory {
  const { counts, missing } = countLevels(column);
  const ranked = column.levels
    .map((level, code) => ({ level, count: counts[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || compareText(a.level, b.level));
  const own = ranked.filter(({ count }) => count >= fewestRowsPerLevel).slice(0, mostLevels);
  const pooled = ranked.slice(own.length).reduce((sum, { count }) => sum + count, 0);
  const learnsOther = pooled >= fewestRowsPerLevel;
  const learnsMissing = missing >= fewestRowsPerLevel;
  const rowCount = own.length + (learnsOther ? 1 : 0) + (learnsMissing ? 1 : 0);
  const inert = rowCount < 2;
  const otherRow = learnsOther ? firstRow + own.length : -1;
  const missingRow = learnsMissing ? firstRow + rowCount - 1 : -1;
  const mostFrequent = Math.max(own[0]?.count ?? 0, learnsOther ? pooled : 0, learnsMissing ? missing : 0);
  return {
    kind: 'category',
    name: column.name,
    firstRow,
    rowCount: inert ? 0 : rowCount,
    missingRow: inert ? -1 : missingRow,
    otherRow: inert ? -1 : otherRow,
    levels: own.map(({ level }) => level),
    usual: ranked[0]?.level ?? '',
    referenceRow: referenceRow(),
  };

  function referenceRow(): number {
    if (inert) return 0;
    if (own.length && own[0].count === mostFrequent) return firstRow;
    return learnsMissing && missing === mostFrequent ? missingRow : otherRow;
  }
}

function countLevels(column: CategoryColumn): { counts: Int32Array; missing: number } {
  const counts = new Int32Array(column.levels.length);
  let missing = 0;
  for (const code of column.codes) {
    if (code < 0) missing++;
    else counts[code]++;
  }
  return { counts, missing };
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
