import type { CategoryColumn, FeatureColumn, FeatureTable, NumberColumn } from '../../types.ts';
import {
  binCount,
  type EncodedCategory,
  type EncodedFeature,
  type EncodedNumber,
  type Encoding,
  informative,
} from './encoding.ts';
import { matchColumns } from './match-columns.ts';

/** Encoded rows, row-major [rowCount × featureCount]: one row of the network's table and one weight a cell. */
export interface Cells {
  readonly rowCount: number;
  readonly featureCount: number;
  readonly row: Int32Array;
  readonly weight: Float32Array;
}

/** A prepared encoder of one table; `encode` takes any of its rows, so memory follows the batch. */
export interface RowEncoder {
  readonly rowCount: number;
  encode(rows: Int32Array): Cells;
}

/** Writes the cells of table rows from `at` on, `step` apart. */
type CellWriter = (rows: Int32Array, to: CellColumn) => void;

interface CellColumn {
  readonly row: Int32Array;
  readonly weight: Float32Array;
  readonly at: number;
  readonly step: number;
}

/**
 * Prepares the rows of a table for models that read an encoding. Columns are matched by name; others are ignored.
 * @throws ModelDataError if the table lacks a feature or has one of another kind
 */
export function rowEncoder(encoding: Encoding, table: FeatureTable): RowEncoder {
  const columns = matchColumns(encoding, table);
  const writers = encoding.features.flatMap((f, i) => (f.rowCount ? [cellWriter(f, columns[i])] : []));
  return { rowCount: table.rowCount, encode: (rows) => encodeWith(writers, rows) };
}

/** An encoder of some of another's rows. */
export const encoderOf = (encoder: RowEncoder, rows: Int32Array): RowEncoder => ({
  rowCount: rows.length,
  encode: (at) => encoder.encode(at.map((i) => rows[i])),
});

/** The reference customer: usual in everything. One encoded row. */
export function referenceCells(encoding: Encoding): Cells {
  const features = informative(encoding);
  const row = new Int32Array(features.length);
  const weight = new Float32Array(features.length);
  features.forEach((feature, at) => {
    if (feature.kind === 'number') writeNumber(feature, feature.reference, at, row, weight);
    else writeRow(feature.referenceRow, at, row, weight);
  });
  return { rowCount: 1, featureCount: features.length, row, weight };
}

function encodeWith(writers: readonly CellWriter[], rows: Int32Array): Cells {
  const featureCount = writers.length;
  const row = new Int32Array(rows.length * featureCount);
  const weight = new Float32Array(rows.length * featureCount);
  writers.forEach((write, f) => {
    write(rows, { row, weight, at: f, step: featureCount });
  });
  return { rowCount: rows.length, featureCount, row, weight };
}

function cellWriter(feature: EncodedFeature, column: FeatureColumn): CellWriter {
  if (feature.kind === 'number') return numberWriter(feature, column as NumberColumn);
  return categoryWriter(feature, column as CategoryColumn);
}

function numberWriter(feature: EncodedNumber, column: NumberColumn): CellWriter {
  const { values } = column;
  return (rows, { row, weight, at, step }) => {
    for (let r = 0, to = at; r < rows.length; r++, to += step)
      writeNumber(feature, values[rows[r]], to, row, weight);
  };
}

function categoryWriter(feature: EncodedCategory, column: CategoryColumn): CellWriter {
  const ownRow = new Map(feature.levels.map((level, i) => [level, feature.firstRow + i]));
  const fallback = feature.missingRow < 0 ? feature.referenceRow : feature.missingRow;
  const other = feature.otherRow < 0 ? fallback : feature.otherRow;
  const rowOf = Int32Array.from(column.levels, (level) => ownRow.get(level) ?? other);
  return (rows, { row, weight, at, step }) => {
    for (let r = 0, to = at; r < rows.length; r++, to += step) {
      const code = column.codes[rows[r]];
      writeRow(code < 0 ? fallback : rowOf[code], to, row, weight);
    }
  };
}

function writeRow(tableRow: number, at: number, row: Int32Array, weight: Float32Array): void {
  row[at] = tableRow;
  weight[at] = 1;
}

/** Values beyond the outer edges, infinite ones too, count as the outer edge. */
function writeNumber(
  feature: EncodedNumber,
  value: number,
  at: number,
  row: Int32Array,
  weight: Float32Array,
): void {
  const { edges, missingRow } = feature;
  const missing = Number.isNaN(value);
  const bins = binCount(feature);
  if (missing && missingRow >= 0) writeRow(missingRow, at, row, weight);
  else if (bins === 0) row[at] = feature.firstRow;
  else {
    const known = missing ? feature.reference : value;
    const bin = binOf(edges, bins, known);
    row[at] = feature.firstRow + bin;
    weight[at] = fractionBetween(edges[bin], edges[bin + 1], known);
  }
}

function binOf(edges: Float64Array, bins: number, value: number): number {
  let low = 0;
  let high = bins - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Halved before subtracting: edges may be as far apart as doubles go. */
function fractionBetween(low: number, high: number, value: number): number {
  if (value <= low) return 0;
  if (value >= high) return 1;
  return (value / 2 - low / 2) / (high / 2 - low / 2);
}
