import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { HoldfastError } from '../contracts/errors.ts';
import type { ObjectStore } from '../contracts/ports.ts';

/** A Parquet file of the object store, held as its bytes. */
export interface ParquetFile {
  readonly key: string;
  readonly file: ArrayBuffer;
  readonly metadata: FileMetaData;
  readonly rows: number;
}

/** @throws HoldfastError where the object is gone or is no Parquet file */
export async function openParquet(store: ObjectStore, key: string): Promise<ParquetFile> {
  const bytes = await store.get(key);
  if (bytes === null)
    throw new HoldfastError(`${store.locate(key)} is gone. Run the stage that wrote it again.`);
  return parquetOf(bytes, store.locate(key));
}

/** @throws HoldfastError where the bytes are no Parquet file */
export function parquetOf(bytes: Uint8Array, key: string): ParquetFile {
  const file = wholeBuffer(bytes);
  try {
    const metadata = parquetMetadata(file);
    return { key, file, metadata, rows: Number(metadata.num_rows) };
  } catch (cause) {
    throw new HoldfastError(
      `${key} is no whole Parquet file. Remove it and run the stage that wrote it again.`,
      {
        cause,
      },
    );
  }
}

/** The bytes as a buffer of their own; Node's small reads share one. */
function wholeBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  if (byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) return buffer;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** @throws HoldfastError where the file lacks one of the columns */
export function requireColumns({ key, metadata }: ParquetFile, names: readonly string[]): void {
  const held = new Set(parquetSchema(metadata).children.map(({ element }) => element.name));
  const missing = names.filter((name) => !held.has(name));
  if (missing.length > 0) {
    throw new HoldfastError(
      `${key} has no column ${missing.slice(0, 5).join(', ')}: it was written by another version. Run the features stage again.`,
    );
  }
}

/** Columns decoded at a time: each call reads the file's whole schema anew, each column costs memory. */
const columnsAtOnce = 16;

/** Visits every value of the columns in file order, with a few columns of one row group in memory at a time. */
export async function readColumns(
  { file, metadata }: ParquetFile,
  columns: readonly string[],
  visit: (column: string, values: ArrayLike<unknown>, firstRow: number) => void,
): Promise<void> {
  for (let first = 0; first < columns.length; first += columnsAtOnce) {
    const names = columns.slice(first, first + columnsAtOnce);
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const chunks: [column: string, values: ArrayLike<unknown>, firstRow: number][] = [];
      await parquetRead({
        file,
        metadata,
        columns: names,
        rowStart,
        rowEnd,
        compressors,
        onChunk: (chunk) => chunks.push([chunk.columnName, chunk.columnData, chunk.rowStart]),
      });
      for (const chunk of chunks) visit(...chunk);
      rowStart = rowEnd;
    }
  }
}
