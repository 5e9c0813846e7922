import { ModelDataError } from '../../errors.ts';
import type { FeatureColumn, FeatureTable } from '../../types.ts';
import type { EncodedFeature, Encoding } from './encoding.ts';

/**
 * The table's columns in the order of the encoding's features; further columns are left aside.
 * @throws ModelDataError naming each missing column, or the one whose kind or length is another
 */
export function matchColumns(encoding: Encoding, table: FeatureTable): FeatureColumn[] {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const missing = encoding.features.filter((feature) => !byName.has(feature.name));
  if (missing.length) {
    const names = missing.map(({ name }) => `"${name}"`).join(', ');
    throw new ModelDataError(
      `The model was trained with ${names}, which the table lacks: add the column or train again without it.`,
    );
  }
  return encoding.features.map((feature) => checked(feature, byName.get(feature.name)!, table.rowCount));
}

function checked(feature: EncodedFeature, column: FeatureColumn, rowCount: number): FeatureColumn {
  if (column.kind !== feature.kind) {
    throw new ModelDataError(
      `The feature "${feature.name}" was a ${feature.kind} in training and is a ${column.kind} now: train again.`,
    );
  }
  const length = column.kind === 'number' ? column.values.length : column.codes.length;
  if (length !== rowCount) {
    throw new ModelDataError(`The column "${column.name}" has ${length} rows and the table ${rowCount}.`);
  }
  return column;
}
