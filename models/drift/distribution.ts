import { sortNumbers } from '../numerics/sort-numbers.ts';
import type { FeatureColumn } from '../types.ts';

/**
 * Where the values of a feature are counted. Numbers: below the least one seen, up to and including each cut, of which the last
 * is the greatest one seen, above it, not known. Categories: each level, the other levels that were seen, levels never seen,
 * not known.
 */
export type Bins =
  | {
      readonly kind: 'number';
      /** NaN where none was seen. */
      readonly least: number;
      readonly cuts: readonly number[];
    }
  | {
      readonly kind: 'category';
      readonly levels: readonly string[];
      /** Seen, but not frequent; null where they are too many to be kept: then a level never seen counts among them. */
      readonly others: readonly string[] | null;
    };

/** How many rows fall into each bin; the last bin is "not known". */
export interface Distribution {
  readonly bins: Bins;
  readonly counts: readonly number[];
}

/** PSI's customary thresholds are for ten bins. */
const numberBins = 10;
const mostLevels = 20;
/** More rare levels than this are not kept. */
const mostOthers = 1000;

/** A column's rows, of which several counts are taken. */
export interface Tally {
  /** Counts in bins of about equal count; equal cuts are one, so a spike has its own bin. */
  distribution(): Distribution;
  /** Counts in bins that were cut on other rows. */
  into(bins: Bins): Float64Array;
}

/** Prepares the rows where `included` is 1. */
export function tallyOf(column: FeatureColumn, included: Uint8Array): Tally {
  if (column.kind === 'number') return numbersTally(column.values, included);
  const into = (bins: Bins) => countInto(bins, column, included);
  return { into, distribution: () => distributed(binsOfLevels(column, included), into) };
}

/** Counts a column where `included` is 1, in bins cut on these rows. */
export const distributionOf = (column: FeatureColumn, included: Uint8Array): Distribution =>
  tallyOf(column, included).distribution();

const distributed = (bins: Bins, into: (bins: Bins) => Float64Array): Distribution => ({
  bins,
  counts: [...into(bins)],
});

/** Counts a column into bins that were cut on other rows. */
export function countInto(bins: Bins, column: FeatureColumn, included: Uint8Array): Float64Array {
  const counts = new Float64Array(sizeOf(bins));
  const place = placeOf(bins, column);
  for (let row = 0; row < included.length; row++) if (included[row] === 1) counts[place(row)]++;
  return counts;
}

const sizeOf = (bins: Bins): number => (bins.kind === 'number' ? bins.cuts : bins.levels).length + 3;

function placeOf(bins: Bins, column: FeatureColumn): (row: number) => number {
  const missing = sizeOf(bins) - 1;
  if (bins.kind === 'number' && column.kind === 'number') {
    const { least, cuts } = bins;
    return (row) => {
      const value = column.values[row];
      if (Number.isNaN(value)) return missing;
      return value < least ? 0 : 1 + firstAtLeast(cuts, value);
    };
  }
  if (bins.kind === 'category' && column.kind === 'category') {
    const { levels, others } = bins;
    const place = new Map(levels.map((level, i) => [level, i]));
    for (const level of others ?? []) place.set(level, levels.length);
    const unseen = levels.length + (others === null ? 0 : 1);
    const places = column.levels.map((level) => place.get(level) ?? unseen);
    return (row) => (column.codes[row] < 0 ? missing : places[column.codes[row]]);
  }
  throw new TypeError(`${column.name} is a ${column.kind} but was a ${bins.kind}`);
}

/** Index of the first of rising numbers that is not below the value; their number where all are. */
function firstAtLeast(rising: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first of rising numbers that is above the value; their number where none is. */
function firstAbove(rising: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows in rising order are counted by where each cut comes among them. */
function numbersTally(values: Float64Array, included: Uint8Array): Tally {
  const rows = included.reduce((sum, one) => sum + (one === 1 ? 1 : 0), 0);
  const rising = new Float64Array(rows);
  let known = 0;
  for (let row = 0; row < included.length; row++)
    if (included[row] === 1 && !Number.isNaN(values[row])) rising[known++] = values[row];
  const ordered = sortNumbers(rising.subarray(0, known));
  const into = (bins: Bins): Float64Array => {
    if (bins.kind !== 'number') throw new TypeError(`A number was a ${bins.kind}`);
    const { least, cuts } = bins;
    const counts = new Float64Array(sizeOf(bins));
    let before = Number.isNaN(least) ? 0 : firstAtLeast(ordered, least);
    counts[0] = before;
    cuts.forEach((cut, i) => {
      const upTo = firstAbove(ordered, cut);
      counts[1 + i] = upTo - before;
      before = upTo;
    });
    counts[1 + cuts.length] = known - before;
    counts[2 + cuts.length] = rows - known;
    return counts;
  };
  return { into, distribution: () => distributed(binsOfNumbers(ordered), into) };
}

function binsOfNumbers(ordered: Float64Array): Bins {
  const finite = ordered.subarray(
    firstAbove(ordered, Number.NEGATIVE_INFINITY),
    firstAtLeast(ordered, Number.POSITIVE_INFINITY),
  );
  const cuts = new Set<number>();
  for (let i = 1; i <= numberBins && finite.length > 0; i++)
    cuts.add(finite[Math.ceil((i / numberBins) * finite.length) - 1]);
  return { kind: 'number', least: finite[0] ?? Number.NaN, cuts: [...cuts] };
}

/** The most frequent levels, most frequent first; equal counts by name. */
function binsOfLevels(
  { codes, levels }: Extract<FeatureColumn, { kind: 'category' }>,
  included: Uint8Array,
): Bins {
  const counts = new Float64Array(levels.length);
  codes.forEach((code, row) => {
    if (code >= 0 && included[row] === 1) counts[code]++;
  });
  const byCount = levels
    .map((level, code) => ({ level, count: counts[code] }))
    .filter(({ count }) => count > 0);
  byCount.sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
  const seen = byCount.map(({ level }) => level);
  return {
    kind: 'category',
    levels: seen.slice(0, mostLevels),
    others: seen.length > mostLevels + mostOthers ? null : seen.slice(mostLevels),
  };
}
