import { sortNumbers } from '../../numerics/sort-numbers.ts';
import type { CategoryColumn, FeatureColumn, NumberColumn } from '../../types.ts';
import type { JudgedRows } from './judged-rows.ts';
import type { RowGroup } from './leak.ts';

/** A column cut into groups: intervals of a number, levels of a category, and the rows where it is missing. */
export interface CutColumn {
  readonly name: string;
  /** Group of each training row, and of each later row. */
  readonly train: Int32Array;
  readonly later: Int32Array;
  readonly groups: number;
  /** Group of missing values; -1 where no row lacks one. */
  readonly missing: number;
  /** Groups whose order means something, lowest first: intervals of a number; none of a category. */
  readonly ordered: boolean;
  /** What a run of groups from `first` to `last` holds. */
  readonly held: (first: number, last: number) => RowGroup;
}

const mostIntervals = 64;
const fewestRows = 10;

/** Cuts a column of the training rows and sorts the later rows, whose table may number levels otherwise, into the same groups. */
export function cutColumn(
  train: FeatureColumn,
  later: FeatureColumn,
  rows: { readonly train: JudgedRows; readonly later: JudgedRows },
): CutColumn | null {
  if (train.kind === 'number') return later.kind === 'number' ? cutNumber(train, later, rows) : null;
  return later.kind === 'category' ? cutCategory(train, later, rows) : null;
}

type BothRows = Parameters<typeof cutColumn>[2];

function cutNumber(train: NumberColumn, later: NumberColumn, rows: BothRows): CutColumn {
  const taught = valuesOf(train, rows.train);
  const judged = valuesOf(later, rows.later);
  const filled = sortNumbers(filledOf(taught));
  const { lows, highs } = intervals(filled);
  const lacks = filled.length < taught.length || judged.some(Number.isNaN);
  const missing = lacks ? highs.length : -1;
  return {
    name: train.name,
    train: groupsOf(taught, highs),
    later: groupsOf(judged, highs),
    groups: highs.length + (lacks ? 1 : 0),
    missing,
    ordered: true,
    held: (first, last) => ({ kind: 'range', low: lows[first], high: highs[last] }),
  };
}

function valuesOf({ values }: NumberColumn, { rows }: JudgedRows): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return taken;
}

function filledOf(values: Float64Array): Float64Array {
  const filled = new Float64Array(values.length);
  let n = 0;
  for (const value of values) if (!Number.isNaN(value)) filled[n++] = value;
  return filled.subarray(0, n);
}

/** Interval of each value; one more for missing values. */
function groupsOf(values: Float64Array, highs: readonly number[]): Int32Array {
  const groups = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    groups[i] = Number.isNaN(values[i]) ? highs.length : intervalOf(highs, values[i]);
  }
  return groups;
}

/** Intervals of about equal count; equal values stay together, and a value of many rows has an interval of its own. */
function intervals(sorted: Float64Array): { lows: number[]; highs: number[] } {
  const size = Math.max(fewestRows, Math.ceil(sorted.length / mostIntervals));
  const lows: number[] = [];
  const highs: number[] = [];
  let from = 0;
  const close = (to: number) => {
    if (to > from) {
      lows.push(sorted[from]);
      highs.push(sorted[to - 1]);
    }
    from = to;
  };
  for (let i = 0; i < sorted.length; ) {
    let to = i;
    while (to < sorted.length && sorted[to] === sorted[i]) to++;
    if (to - i >= size) close(i);
    if (to - from >= size) close(to);
    i = to;
  }
  close(sorted.length);
  return { lows, highs };
}

/** The first interval that reaches up to the value; the last one for greater values. */
function intervalOf(highs: readonly number[], value: number): number {
  let low = 0;
  let high = highs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= highs[middle]) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low);
}

function cutCategory(train: CategoryColumn, later: CategoryColumn, rows: BothRows): CutColumn {
  const counts = new Int32Array(train.levels.length);
  for (const row of rows.train.rows) if (train.codes[row] >= 0) counts[train.codes[row]]++;
  const own = train.levels.filter((_, code) => counts[code] >= fewestRows);
  const groupOfLevel = new Map(own.map((level, group) => [level, group]));
  const other = own.length;
  const missing = other + 1;
  const grouped = ({ codes, levels }: CategoryColumn, { rows: taken }: JudgedRows) => {
    const groups = levels.map((level) => groupOfLevel.get(level) ?? other);
    return Int32Array.from(taken, (row) => (codes[row] < 0 ? missing : groups[codes[row]]));
  };
  const cut = { train: grouped(train, rows.train), later: grouped(later, rows.later) };
  return {
    name: train.name,
    ...cut,
    groups: missing + 1,
    missing: cut.train.includes(missing) || cut.later.includes(missing) ? missing : -1,
    ordered: false,
    held: (group) => (group < own.length ? { kind: 'level', level: own[group] } : { kind: 'rare' }),
  };
}
