import type { S3Client } from '@aws-sdk/client-s3';
import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import { writeObject } from './s3-files.ts';

type Cell = string | bigint | null;

export interface PartColumn {
  readonly name: string;
  readonly type: Extract<BasicType, 'STRING' | 'INT64'>;
}

/** Writes rows as Parquet files `part-<n>.parquet` under a location; only one file's rows are in memory. */
export interface PartWriter {
  /** URIs of the files written so far. */
  readonly files: readonly string[];
  readonly rows: number;
  add(row: readonly Cell[]): void;
  /** Writes a file where enough rows wait. */
  drain(): Promise<void>;
  /** Writes what waits; a file without rows where there is none, so that the columns are known. */
  close(): Promise<void>;
}

const rowsPerGroup = 100_000;
const charactersPerFile = 16 << 20;

export function partWriter(s3: S3Client, location: string, columns: readonly PartColumn[]): PartWriter {
  const files: string[] = [];
  let rows = 0;
  let characters = 0;
  let waiting: Cell[][] = columns.map(() => []);
  const flush = async () => {
    const uri = `${location}part-${files.length}.parquet`;
    const columnData = columns.map((column, i) => ({ ...column, data: waiting[i]!, nullable: true }));
    waiting = columns.map(() => []);
    characters = 0;
    files.push(uri);
    const bytes = parquetWriteBuffer({ columnData, rowGroupSize: rowsPerGroup, createdBy: 'holdfast' });
    await writeObject(s3, uri, new Uint8Array(bytes));
  };
  return {
    files,
    get rows() {
      return rows;
    },
    add: (row) => {
      rows++;
      for (let i = 0; i < columns.length; i++) {
        const cell = row[i]!;
        waiting[i]!.push(cell);
        characters += typeof cell === 'string' ? cell.length + 8 : 8;
      }
    },
    drain: async () => {
      if (characters >= charactersPerFile) await flush();
    },
    close: async () => {
      if (files.length === 0 || waiting[0]!.length > 0) await flush();
    },
  };
}
