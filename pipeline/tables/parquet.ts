import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import type { Scalar } from '../../contracts/ports/warehouse.ts';

/** One column to write. A number that is not finite is written as null: no list or score holds a NaN. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'number' | 'flag';
  readonly values: ArrayLike<Scalar>;
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
  const columnData = columns.map(({ name, type, values }) => ({
    name,
    type: types[type],
    data: Array.from(values, plain),
    nullable: true,
  }));
  const buffer = parquetWriteBuffer({ columnData, createdBy: 'holdfast', rowGroupSize: rowsPerGroup });
  return new Uint8Array(buffer);
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

const plain = (value: Scalar): Scalar =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;

function scalar(name: string, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TypeError(`Column ${name} holds a value that is neither text, a number nor a flag`);
}
