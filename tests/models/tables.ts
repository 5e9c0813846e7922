import type { FeatureColumn, FeatureTable } from '../../models/types.ts';

/** A table of the given columns, all of one length. */
export const table = (...columns: FeatureColumn[]): FeatureTable => ({
  rowCount: rowsOf(columns[0]!),
  columns,
});

const rowsOf = (column: FeatureColumn): number =>
  column.kind === 'number' ? column.values.length : column.codes.length;

/** @param values NaN is "not known" */
export const number = (name: string, values: Iterable<number>): FeatureColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

/** @param texts null is "not known" */
export function category(name: string, texts: readonly (string | null)[]): FeatureColumn {
  const levels = [...new Set(texts.filter((text) => text !== null))].sort();
  return {
    kind: 'category',
    name,
    levels,
    codes: Int32Array.from(texts, (text) => (text === null ? -1 : levels.indexOf(text))),
  };
}
