import { type FileMetaData, parquetMetadata, parquetRead, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { HoldfastError } from '../../contracts/errors.ts';
import { flatColumns } from './parquet-schema.ts';

type Value = string | number | bigint | boolean | Uint8Array | null | undefined;

const rowsPerGroup = 100_000;

/**
 * Flat Parquet files with the same columns as one, its rows in the order of some columns (NULL last, text by its bytes, as
 * the engines order). No value changes: decimals and times are carried as the integers that they are stored as.
 */
export async function mergeParquet(
  files: readonly ArrayBuffer[],
  orderBy: readonly string[],
): Promise<Uint8Array> {
  const metadata = files.map((file) => parquetMetadata(file));
  const columns = sharedColumns(metadata);
  const values = new Map<string, Value[]>(columns.map(({ name }) => [name, []]));
  for (const [i, file] of files.entries()) await readStored(file, metadata[i]!, values);
  const order = sortedRows(orderBy.map((name) => values.get(nameIn(columns, name)) ?? missing(name)));
  const writer = new ByteWriter();
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(written)];
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'holdfast', statistics: false });
  const columnData = columns.map((column) => {
    const unordered = values.get(column.name)!;
    return { name: column.name, data: Array.from(order, (row) => toWrite(column, unordered[row])) };
  });
  parquet.write({ columnData, rowGroupSize: rowsPerGroup });
  parquet.finish();
  return new Uint8Array(writer.getBuffer());
}

/** A column's name in the files: the catalogue knows names in lower case only, and so may the files. */
const nameIn = (columns: readonly SchemaElement[], name: string): string =>
  columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name;

const missing = (name: string): never => {
  throw new HoldfastError(`The rows are to be ordered by ${name}, which the query does not give`);
};

function sharedColumns([first, ...others]: readonly FileMetaData[]): SchemaElement[] {
  if (first === undefined) throw new HoldfastError('There is no file to merge');
  const columns = flatColumns(first, 'a file of the result');
  const described = JSON.stringify(columns.map(({ name, type }) => [name, type]));
  for (const other of others) {
    const same = flatColumns(other, 'a file of the result').map(({ name, type }) => [name, type]);
    if (JSON.stringify(same) !== described)
      throw new HoldfastError('The files of one result differ in their columns');
  }
  return columns;
}

/** Reads values as they are stored: the schema is read without what says that integers are decimals or times. */
async function readStored(
  file: ArrayBuffer,
  metadata: FileMetaData,
  into: Map<string, Value[]>,
): Promise<void> {
  const schema = metadata.schema.map(({ converted_type, logical_type, ...element }) =>
    converted_type === 'UTF8' ? { ...element, converted_type } : element,
  );
  const chunks: { columnName: string; columnData: ArrayLike<Value>; rowStart: number }[] = [];
  await parquetRead({
    file,
    metadata: { ...metadata, schema },
    compressors,
    utf8: false,
    parsers: { timestampFromNanoseconds: (nanoseconds: bigint) => nanoseconds / 1000n },
    onChunk: (chunk) => void chunks.push(chunk as (typeof chunks)[number]),
  });
  for (const { columnName, columnData } of chunks.sort((a, b) => a.rowStart - b.rowStart)) {
    const values = into.get(columnName)!;
    for (let i = 0; i < columnData.length; i++) values.push(columnData[i]);
  }
}

/**
 * Times of 96 bits, which Hive writes, become microseconds; all else stays as it is. That a column holds integers is said
 * in the older way only: the writer says the newer one in a form that readers other than its own refuse.
 */
function written({ logical_type, ...column }: SchemaElement): SchemaElement {
  if (column.type === 'INT96') return { ...column, type: 'INT64', converted_type: 'TIMESTAMP_MICROS' };
  return logical_type === undefined || logical_type.type === 'INTEGER' ? column : { ...column, logical_type };
}

function toWrite({ converted_type }: SchemaElement, value: Value): Value {
  if (value === null || value === undefined || converted_type !== 'DECIMAL') return value;
  return value instanceof Uint8Array ? signedInteger(value) : BigInt(value as number | bigint);
}

/** Two's complement, the most significant byte first. */
function signedInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}

function sortedRows(keys: readonly (readonly Value[])[]): Uint32Array {
  const comparable = keys.map((key) => key.map(orderable));
  const compare = (a: number, b: number) => {
    for (const key of comparable) {
      const order = compareValues(key[a], key[b]);
      if (order !== 0) return order;
    }
    return a - b;
  };
  return Uint32Array.from(keys[0]?.keys() ?? []).sort(compare);
}

const orderable = (value: Value): Value => (typeof value === 'string' ? Buffer.from(value) : value);

function compareValues(a: Value, b: Value): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
