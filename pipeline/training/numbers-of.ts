import type { FeatureTable } from '../../models/types.ts';

/** The values of a numeric feature; null where the table has none of that name. */
export function numbersOf({ columns }: FeatureTable, name: string): Float64Array | null {
  const column = columns.find((one) => one.name === name);
  return column?.kind === 'number' ? column.values : null;
}
