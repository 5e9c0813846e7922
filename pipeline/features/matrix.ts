import type { FeatureColumn, FeatureTable, Outcomes } from '../../models/types.ts';

/**
 * Rows of the feature matrix in memory, column by column: one row per customer and as-of date, ordered by date, then by
 * customer id.
 */
export interface Matrix {
  readonly customerIds: readonly string[];
  /** Index of the row's customer among the different customers of this matrix (0…). */
  readonly customer: Int32Array;
  /** As-of date of each row, in days since 1970-01-01. */
  readonly asOf: Int32Array;
  /** 1 where the customer was seen within the look-back. */
  readonly active: Uint8Array;
  readonly table: FeatureTable;
}

/** A matrix whose future is known, as far as its windows have matured. */
export interface LabelledMatrix extends Matrix, Outcomes {
  /** Margin over the whole CLV horizon; NaN where that window had not matured. */
  readonly fullValue: Float64Array;
}

/** The rows of one as-of date, as a view: nothing is copied. @param day days since 1970-01-01 */
export function rowsAt({ asOf, active, table }: Matrix, day: number): Pick<Matrix, 'table' | 'active'> {
  const to = asOf.lastIndexOf(day) + 1;
  const from = to === 0 ? 0 : asOf.indexOf(day);
  return { active: active.subarray(from, to), table: tableBetween(table, from, to) };
}

/** The rows of a table from one on, before another, as a view: nothing is copied. */
export function tableBetween({ columns }: FeatureTable, from: number, to: number): FeatureTable {
  const part = (column: FeatureColumn): FeatureColumn =>
    column.kind === 'number'
      ? { ...column, values: column.values.subarray(from, to) }
      : { ...column, codes: column.codes.subarray(from, to) };
  return { rowCount: to - from, columns: columns.map(part) };
}
