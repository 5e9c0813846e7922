import { sortNumbers } from '../numerics/sort-numbers.ts';
import type { Histories } from './histories.ts';

/**
 * Histories with equal ones merged: a likelihood needs each only once. Row i stands for `weight[i]` customers, and its
 * values are looked up in short tables, so that what depends on one of them is computed once per value.
 */
export interface MergedHistories {
  readonly customers: number;
  readonly weight: Float64Array;
  readonly repeats: Distinct;
  readonly lastAt: Distinct;
  readonly age: Distinct;
}

/** Distinct values, ascending, and for each row the place of its own among them. */
export interface Distinct {
  readonly values: Float64Array;
  readonly of: Int32Array;
}

/** The rows come in ascending order of (age, last purchase, repeats), whatever order the customers had. */
export function mergeHistories({ repeats, lastAt, age }: Histories): MergedHistories {
  const [x, t, a] = [distinctOf(repeats), distinctOf(lastAt), distinctOf(age)];
  const keys = new Float64Array(repeats.length);
  for (let i = 0; i < keys.length; i++) {
    keys[i] = (a.of[i] * t.values.length + t.of[i]) * x.values.length + x.of[i];
  }
  sortNumbers(keys);
  const rows: number[] = [];
  for (let i = 0; i < keys.length; i++) if (i === 0 || keys[i] !== keys[i - 1]) rows.push(i);
  const key = (row: number) => keys[rows[row]];
  const place = (of: (key: number) => number) => Int32Array.from(rows, (_, row) => of(key(row)));
  return {
    customers: keys.length,
    weight: Float64Array.from(rows, (from, row) => (rows[row + 1] ?? keys.length) - from),
    repeats: { values: x.values, of: place((k) => k % x.values.length) },
    lastAt: { values: t.values, of: place((k) => Math.floor(k / x.values.length) % t.values.length) },
    age: { values: a.values, of: place((k) => Math.floor(k / (x.values.length * t.values.length))) },
  };
}

/** A pair of tables as one: distinct pairs of places, ascending by the first. */
export interface DistinctPairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly of: Int32Array;
}

export function pairsOf(first: Distinct, second: Distinct): DistinctPairs {
  const width = second.values.length;
  const keys = Float64Array.from(first.of, (place, row) => place * width + second.of[row]);
  const { values, of } = distinctOf(keys);
  return {
    first: Int32Array.from(values, (key) => Math.floor(key / width)),
    second: Int32Array.from(values, (key) => key % width),
    of,
  };
}

export function distinctOf(column: Float64Array): Distinct {
  const sorted = sortNumbers(column.slice());
  const values = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  return { values, of: Int32Array.from(column, (value) => placeOf(value, values)) };
}

/** By bisection; the value is among them. */
function placeOf(value: number, ascending: Float64Array): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
