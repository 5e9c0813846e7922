import type { FeatureColumn } from '../../../models/types.ts';
import type { Matrix } from '../../../pipeline/features/matrix.ts';
import type { ReferenceRow } from './reference/matrix.ts';

/** Where the matrix at one as-of date differs from the reference: empty where they agree. */
export function differences(matrix: Matrix, reference: readonly ReferenceRow[]): string[] {
  const ids = reference.map(({ customer }) => customer);
  if (matrix.customerIds.join() !== ids.join()) return [`customers ${matrix.customerIds}, not ${ids}`];
  return matrix.table.columns.flatMap((column) =>
    reference.flatMap(({ customer, values }, row) => {
      const actual = valueAt(column, row);
      const expected = column.name in values ? values[column.name]! : undefined;
      return isSame(actual, expected) ? [] : [`${column.name} of ${customer}: ${actual}, not ${expected}`];
    }),
  );
}

export function valueAt(column: FeatureColumn, row: number): number | string | null {
  if (column.kind === 'category') return column.levels[column.codes[row]!] ?? null;
  return Number.isNaN(column.values[row]) ? null : column.values[row]!;
}

function isSame(actual: number | string | null, expected: number | string | null | undefined): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected;
  return Math.abs(actual - expected) <= 1e-8 * Math.max(1, Math.abs(expected));
}
