import type { LearningSet } from '../../../models/types.ts';

/** The given rows of a set, in the given order. */
export function takeRows(set: LearningSet, rows: Int32Array): LearningSet {
  const numbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const codes = (values: Int32Array) => rows.map((row) => values[row]!);
  return {
    table: {
      rowCount: rows.length,
      columns: set.table.columns.map((column) =>
        column.kind === 'number'
          ? { ...column, values: numbers(column.values) }
          : { ...column, codes: codes(column.codes) },
      ),
    },
    churned: numbers(set.churned),
    value: numbers(set.value),
    customer: codes(set.customer),
    asOf: codes(set.asOf),
  };
}
