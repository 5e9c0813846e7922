import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadata,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';

/** A Parquet file: its bytes, or the object whose ranges are fetched as they are read. */
export interface ParquetFile {
  readonly key: string;
  readonly file: ArrayBuffer | AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly rows: number;
}

/** Consecutive rows of a file. */
export interface RowRange {
  readonly from: number;
  /** The row after the last. */
  readonly to: number;
}

/** Files up to so many bytes are fetched whole; of larger ones what is read, so that no file's size decides the memory. */
const wholeBytes = 32 << 20;

/**
 * @param size the object's bytes, where a listing told them; without, it is fetched whole
 * @throws HoldfastError where the object is gone or is no Parquet file
 */
export async function openParquet(store: ObjectStore, key: string, size = 0): Promise<ParquetFile> {
  if (size <= wholeBytes) return parquetOf(await present(store, key, store.get(key)), store.locate(key));
  const slice = async (from: number, to = size) =>
    wholeBuffer(await present(store, key, store.range(key, from, to)));
  const file = { byteLength: size, slice };
  const metadata = await parquetMetadataAsync(file).catch((cause) => {
    throw cause instanceof HoldfastError ? cause : broken(store.locate(key), cause);
  });
  return { key: store.locate(key), file, metadata, rows: Number(metadata.num_rows) };
}

/** @throws HoldfastError where the bytes are no Parquet file */
export function parquetOf(bytes: Uint8Array, key: string): ParquetFile {
  const file = wholeBuffer(bytes);
  try {
    const metadata = parquetMetadata(file);
    return { key, file, metadata, rows: Number(metadata.num_rows) };
  } catch (cause) {
    throw broken(key, cause);
  }
}

async function present(
  store: ObjectStore,
  key: string,
  read: Promise<Uint8Array | null>,
): Promise<Uint8Array> {
  const bytes = await read;
  if (bytes === null)
    throw new HoldfastError(`${store.locate(key)} is gone. Run the stage that wrote it again.`);
  return bytes;
}

const broken = (key: string, cause: unknown): HoldfastError =>
  new HoldfastError(`${key} is not a whole Parquet file. Remove it and run the stage that wrote it again.`, {
    cause,
  });

/** The bytes as a buffer of their own; Node's small reads share one. */
function wholeBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  if (byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) return buffer;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** Names of the file's columns. */
export const columnNames = ({ metadata }: Pick<ParquetFile, 'metadata'>): string[] =>
  parquetSchema(metadata).children.map(({ element }) => element.name);

/** @throws HoldfastError where the file lacks one of the columns */
export function requireColumns(file: ParquetFile, names: readonly string[]): void {
  const { key } = file;
  const held = new Set(columnNames(file));
  const missing = names.filter((name) => !held.has(name));
  if (missing.length > 0) {
    throw new HoldfastError(
      `${key} has no column ${missing.slice(0, 5).join(', ')}: it was written by another version. Run the features stage again.`,
    );
  }
}

/**
 * The file's rows in parts of at most `most` rows: whole row groups where they are smaller, since each part decodes the
 * groups that it touches.
 */
export function rowRanges({ metadata }: ParquetFile, most: number): RowRange[] {
  const ranges: RowRange[] = [];
  let [from, end] = [0, 0];
  for (const { num_rows } of metadata.row_groups) {
    const rows = Number(num_rows);
    if (end > from && end + rows - from > most) {
      ranges.push({ from, to: end });
      from = end;
    }
    end += rows;
    for (; end - from > most; from += most) ranges.push({ from, to: from + most });
  }
  return end > from || ranges.length === 0 ? [...ranges, { from, to: end }] : ranges;
}

/** Columns decoded at a time: each call reads the file's whole schema again, each column costs memory. */
const columnsAtOnce = 16;

type Visit = (column: string, values: ArrayLike<unknown>, firstRow: number) => void;

/**
 * Visits every value of the columns in file order, with a few columns of one row group in memory at a time.
 * @param rows the rows visited; all where left out
 */
export async function readColumns(
  parquet: ParquetFile,
  columns: readonly string[],
  visit: Visit,
  rows: RowRange = { from: 0, to: parquet.rows },
): Promise<void> {
  for (let first = 0; first < columns.length; first += columnsAtOnce) {
    const names = columns.slice(first, first + columnsAtOnce);
    let start = 0;
    for (const { num_rows } of parquet.metadata.row_groups) {
      const end = start + Number(num_rows);
      const [from, to] = [Math.max(start, rows.from), Math.min(end, rows.to)];
      if (from < to) await readGroup(parquet, names, visit, { from, to });
      start = end;
    }
  }
}

/** Values come by the page, of which the first and the last may reach beyond the rows. */
async function readGroup(
  { file, metadata }: ParquetFile,
  columns: readonly string[],
  visit: Visit,
  { from, to }: RowRange,
): Promise<void> {
  const chunks: [column: string, values: ArrayLike<unknown>, firstRow: number][] = [];
  await parquetRead({
    file,
    metadata,
    columns: [...columns],
    rowStart: from,
    rowEnd: to,
    compressors,
    onChunk: (chunk) => chunks.push([chunk.columnName, chunk.columnData, chunk.rowStart]),
  });
  for (const [column, values, first] of chunks) {
    const [skip, end] = [Math.max(0, from - first), Math.min(values.length, to - first)];
    const whole = skip === 0 && end === values.length;
    if (skip < end) visit(column, whole ? values : part(values, skip, end), first + skip);
  }
}

const part = (values: ArrayLike<unknown>, from: number, to: number): ArrayLike<unknown> =>
  Array.isArray(values) || values instanceof Float64Array
    ? values.slice(from, to)
    : Array.from({ length: to - from }, (_, i) => values[from + i]);
