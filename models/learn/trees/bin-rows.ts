import { ModelDataError } from '../../errors.ts';
import type { CategoryColumn, FeatureColumn, FeatureTable, NumberColumn } from '../../types.ts';
import {
  type BinnedCategory,
  type BinnedFeature,
  type BinnedNumber,
  type Binning,
  binCount,
  missingBin,
} from './binning.ts';

/** Rows as bins, column-major [features × rowCount]: training walks one column at a time. */
export interface BinnedRows {
  readonly rowCount: number;
  readonly featureCount: number;
  readonly bins: Uint8Array;
  /** Bins of known values of each feature, and whether it is a category. */
  readonly binCounts: Int32Array;
  readonly isCategory: Uint8Array;
}

/**
 * Bins the given rows of a table, all by default.
 * @throws ModelDataError if the table lacks a feature or has one of another kind
 */
export function binRows(
  { features }: Binning,
  table: FeatureTable,
  rows: Int32Array = allRows(table),
): BinnedRows {
  const count = rows.length;
  const bins = new Uint8Array(features.length * count);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  features.forEach((feature, f) => {
    const column = matching(feature, byName.get(feature.name));
    const target = bins.subarray(f * count, (f + 1) * count);
    if (feature.kind === 'number') binNumbers(feature, column as NumberColumn, rows, target);
    else binLevels(feature, column as CategoryColumn, rows, target);
  });
  return {
    rowCount: count,
    featureCount: features.length,
    bins,
    binCounts: Int32Array.from(features, binCount),
    isCategory: Uint8Array.from(features, ({ kind }) => (kind === 'category' ? 1 : 0)),
  };
}

/** Some of the rows, with the bins that they have. */
export function someBinned(binned: BinnedRows, rows: Int32Array): BinnedRows {
  const bins = new Uint8Array(binned.featureCount * rows.length);
  for (let f = 0; f < binned.featureCount; f++) {
    const [from, to] = [f * binned.rowCount, f * rows.length];
    for (let k = 0; k < rows.length; k++) bins[to + k] = binned.bins[from + rows[k]];
  }
  return { ...binned, rowCount: rows.length, bins };
}

export const allRows = ({ rowCount }: FeatureTable) => Int32Array.from({ length: rowCount }, (_, i) => i);

function matching(feature: BinnedFeature, column: FeatureColumn | undefined): FeatureColumn {
  if (column?.kind === feature.kind) return column;
  throw new ModelDataError(
    column
      ? `The feature "${feature.name}" was a ${feature.kind} in training and is a ${column.kind} now: train again.`
      : `The model was trained with "${feature.name}", which the table lacks: add the column or train again without it.`,
  );
}

function binNumbers(
  { cuts }: BinnedNumber,
  { values }: NumberColumn,
  rows: Int32Array,
  to: Uint8Array,
): void {
  for (let i = 0; i < to.length; i++) {
    const value = values[rows[i]];
    to[i] = Number.isNaN(value) ? missingBin : cutsAtOrBelow(cuts, value);
  }
}

function cutsAtOrBelow(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function binLevels(feature: BinnedCategory, column: CategoryColumn, rows: Int32Array, to: Uint8Array): void {
  const own = new Map(feature.levels.map((level, bin) => [level, bin]));
  const binOf = Uint8Array.from(column.levels, (level) => own.get(level) ?? feature.otherBin);
  for (let i = 0; i < to.length; i++) {
    const code = column.codes[rows[i]];
    to[i] = code < 0 ? missingBin : binOf[code];
  }
}
