import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { inSlices } from './in-slices.ts';
import { joined } from './joined.ts';

/** One column to write. A number that is not finite is written as null: no list or score holds a NaN. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'number' | 'flag';
  readonly values: ArrayLike<Scalar>;
}

/** A column of rows that are written as they come. */
export interface RowColumn<Row> extends Pick<ParquetColumn, 'name' | 'type'> {
  readonly of: (row: Row) => Scalar;
}

const rowsPerGroup = 100_000;
const types: Readonly<Record<ParquetColumn['type'], BasicType>> = {
  text: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
};

/** Columns of equal length as one Parquet file (Snappy); the same columns always give the same bytes. */
export function writeParquet(columns: readonly ParquetColumn[]): Uint8Array {
  const length = columns[0]?.values.length ?? 0;
  if (columns.some(({ values }) => values.length !== length))
    throw new TypeError('Columns of a file have equally many values');
  return writeRows(
    Array.from({ length }, (_, row) => row),
    columns.map(({ values, ...column }) => ({ ...column, of: (row) => values[row] ?? null })),
  );
}

/** Rows as one Parquet file: the same bytes as of whole columns. */
export const writeRows = <Row>(rows: Iterable<Row>, columns: readonly RowColumn<Row>[]): Uint8Array =>
  joined(rowParts(rows, columns));

/** The same file in parts, a row group of it in memory at a time. */
export function* rowParts<Row>(
  rows: Iterable<Row>,
  columns: readonly RowColumn<Row>[],
): Generator<Uint8Array> {
  const bytes = new ByteWriter();
  const columnsOf = (some: readonly Row[]) =>
    columns.map(({ name, type, of }) => ({
      name,
      type: types[type],
      data: some.map((row) => plain(of(row))),
      nullable: true,
    }));
  const schema = schemaFromColumnData({ columnData: columnsOf([]) });
  const file = new ParquetWriter({ writer: bytes, schema, createdBy: 'holdfast' });
  for (const some of inSlices(rows, rowsPerGroup)) {
    file.write({ columnData: columnsOf(some), rowGroupSize: rowsPerGroup });
    yield taken(bytes);
  }
  file.finish();
  yield taken(bytes);
}

/** What has been written since the last time; the places that the file names are counted apart. */
function taken(bytes: ByteWriter): Uint8Array {
  const part = bytes.getBytes().slice();
  bytes.index = 0;
  return part;
}

/** Rows of a Parquet file as plain scalars; whole numbers of 64 bits become numbers. `columns` limits what is read. */
export async function readParquet(
  bytes: Uint8Array,
  columns?: readonly string[],
): Promise<Record<string, Scalar>[]> {
  const file = new Uint8Array(bytes).buffer;
  const wanted = columns === undefined ? {} : { columns: [...columns] };
  const rows = await parquetReadObjects({ file, compressors, ...wanted });
  // in place: the rows are ours, and to copy each takes ten times as long
  for (const row of rows) for (const name of Object.keys(row)) row[name] = scalar(name, row[name]);
  return rows;
}

/** Names of the columns of a Parquet file. */
export function parquetColumns(bytes: Uint8Array): string[] {
  const { children } = parquetSchema(parquetMetadata(new Uint8Array(bytes).buffer));
  return children.map(({ element }) => element.name);
}

/** Rows of a Parquet file. */
export const parquetRowCount = (bytes: Uint8Array): number =>
  Number(parquetMetadata(new Uint8Array(bytes).buffer).num_rows);

const plain = (value: Scalar): Scalar =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

/** A value of a file; whole numbers of 64 bits become numbers. */
export function scalar(name: string, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TypeError(`Column ${name} holds a value that is neither text, a number nor a flag`);
}
