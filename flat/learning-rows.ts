import { hash32 } from '../models/numerics.ts';
import type { FeatureTable, LearningSet } from '../models/types.ts';
import { takeRows } from '../pipeline/training/learning-set.ts';
import type { FlatRows } from './flat-rows.ts';

/** Rows of the table with their features, and where they stand in the whole table. */
export interface HeldRows {
  readonly at: Int32Array;
  readonly table: FeatureTable;
}

/** Some of the held rows as a set to learn from or be judged by. @param pick places among the held rows */
export function learningRows(rows: FlatRows, held: HeldRows, pick: Int32Array): LearningSet {
  const of = (values: Float64Array) => Float64Array.from(pick, (i) => values[held.at[i]!]!);
  const { day } = rows;
  return {
    table: takeRows(held.table, pick),
    customer: pick.map((i) => rows.customer[held.at[i]!]!),
    asOf: day === null ? new Int32Array(pick.length) : pick.map((i) => day[held.at[i]!]!),
    churned: of(rows.churned),
    value: of(rows.value),
  };
}

/** Rows of a hashed share of the customers, about `most`; all of them where they are fewer. */
export function someRows(rows: FlatRows, among: Int32Array, most: number, seed: number): Int32Array {
  if (among.length <= most) return among;
  const border = (most / among.length) * 4294967296;
  const key = hash32(seed >>> 0, 0x3d5c1b);
  return among.filter((row) => hash32(rows.customer[row]!, key) < border);
}
