import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import type { FeatureColumn, LearningSet } from '../../models/types.ts';

/** `<path>.json`: what each column is. `<path>.bin`: the columns one after the other, each as 64-bit floats. */
interface Described {
  readonly rows: number;
  readonly columns: readonly ColumnHead[];
}

type ColumnHead =
  | { readonly kind: 'number'; readonly name: string }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] };

/** Columns that follow the features. */
const outcomes = ['churned', 'value', 'customer', 'asOf'] as const;

/** Writes rows so that numpy reads them with `fromfile`, bit for bit; a category is its codes. */
export function writeLearningSet(path: string, set: LearningSet): void {
  const { rowCount: rows, columns } = set.table;
  writeFileSync(`${path}.json`, JSON.stringify({ rows, columns: columns.map(headOf) } satisfies Described));
  const file = openSync(`${path}.bin`, 'w');
  for (const column of columns) writeDoubles(file, column.kind === 'number' ? column.values : column.codes);
  for (const name of outcomes) writeDoubles(file, set[name]);
  closeSync(file);
}

/** Reads column by column: of many rows the whole file would stand in memory beside its columns. */
export function readLearningSet(path: string): LearningSet {
  const { rows, columns } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Described;
  const file = openSync(`${path}.bin`, 'r');
  const next = () => {
    const column = new Float64Array(rows);
    readSync(file, column);
    return column;
  };
  const table = {
    rowCount: rows,
    columns: columns.map(
      (head): FeatureColumn =>
        head.kind === 'number' ? { ...head, values: next() } : { ...head, codes: Int32Array.from(next()) },
    ),
  };
  const [churned, value, customer, asOf] = [next(), next(), next(), next()];
  closeSync(file);
  return { table, churned, value, customer: Int32Array.from(customer), asOf: Int32Array.from(asOf) };
}

const writeDoubles = (file: number, values: Float64Array | Int32Array) =>
  writeSync(file, values instanceof Float64Array ? values : Float64Array.from(values));

/** All 64-bit floats of a file. */
export function readDoubles(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

const headOf = (column: FeatureColumn): ColumnHead =>
  column.kind === 'number'
    ? { kind: 'number', name: column.name }
    : { kind: 'category', name: column.name, levels: column.levels };
