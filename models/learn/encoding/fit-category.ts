import type { CategoryColumn } from '../../types.ts';
import { type EncodedCategory, fewestRowsPerLevel } from './encoding.ts';

/** The most frequent levels get a row each; a feature with more levels than this is nearly an id. */
const mostLevels = 256;

interface CategoryFit {
  /** The rows that say what is usual; all where left out. */
  readonly typical?: Int32Array | undefined;
}

/** Learns which levels have a row of their own; rarer ones share one, and missing values have one. */
export function fitCategory(
  column: CategoryColumn,
  { typical }: CategoryFit,
  firstRow: number,
): EncodedCategory {
  const all = countLevels(column, column.codes);
  const own = ranked(all)
    .slice(0, mostLevels)
    .filter(({ count }) => count >= fewestRowsPerLevel);
  const learnsOther = pooledBeside(own, all) >= fewestRowsPerLevel;
  const learnsMissing = all.missing >= fewestRowsPerLevel;
  const rowCount = own.length + (learnsOther ? 1 : 0) + (learnsMissing ? 1 : 0);
  const inert = rowCount < 2;
  const otherRow = learnsOther ? firstRow + own.length : -1;
  const missingRow = learnsMissing ? firstRow + rowCount - 1 : -1;
  const theirs = typical
    ? countLevels(
        column,
        typical.map((row) => column.codes[row]),
      )
    : all;
  return {
    kind: 'category',
    name: column.name,
    firstRow,
    rowCount: inert ? 0 : rowCount,
    missingRow: inert ? -1 : missingRow,
    otherRow: inert ? -1 : otherRow,
    levels: own.map(({ level }) => level),
    usual: ranked(theirs)[0]?.level ?? '',
    referenceRow: inert ? 0 : mostFrequentRow(),
  };

  /** Of rows that are as frequent, the first. */
  function mostFrequentRow(): number {
    const counts = new Map(theirs.levels.map(({ level, count }) => [level, count]));
    const rows = own.map(({ level }, at) => ({ row: firstRow + at, count: counts.get(level) ?? 0 }));
    if (learnsMissing) rows.push({ row: missingRow, count: theirs.missing });
    if (learnsOther) rows.push({ row: otherRow, count: pooledBeside(own, theirs) });
    return rows.reduce((most, one) => (one.count > most.count ? one : most)).row;
  }
}

interface LevelCount {
  readonly level: string;
  readonly count: number;
}

interface Counts {
  readonly levels: readonly LevelCount[];
  readonly missing: number;
}

function countLevels({ levels }: CategoryColumn, codes: Int32Array): Counts {
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code]++;
  }
  return { levels: levels.map((level, code) => ({ level, count: counts[code] })), missing };
}

/** The levels that occur, the most frequent first. */
const ranked = ({ levels }: Counts): LevelCount[] =>
  levels.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || compareText(a.level, b.level));

/** How many rows have a level without a row of its own. */
function pooledBeside(own: readonly LevelCount[], { levels }: Counts): number {
  const theirs = new Set(own.map(({ level }) => level));
  return levels.reduce((sum, { level, count }) => sum + (theirs.has(level) ? 0 : count), 0);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
