import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';

export type TableFormat = 'csv' | 'parquet';

/** A column of a table to write. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'flag';
}

export type TableCell = string | number | boolean | null;

/** What was written: rows, bytes and a fingerprint of the content. */
export interface WrittenTable {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes a table whose rows come in batches of any size; the file depends on the rows alone, not on the batches. */
export interface TableWriter {
  /** Columns of equal length, in the order of the table. */
  write(columns: readonly (readonly TableCell[])[]): void;
  close(): WrittenTable;
}

const rowsPerGroup = 25_000;

/** Opens a file for a table. Whoever calls decides when it stands where readers look. */
export function openTableWriter(
  path: string,
  columns: readonly TableColumn[],
  format: TableFormat,
): TableWriter {
  const file = hashingFile(path);
  const encode = format === 'csv' ? csvEncoder(columns, file) : parquetEncoder(columns, file);
  let rows = 0;
  let waiting: TableCell[][] = columns.map(() => []);
  const flush = (least: number) => {
    while (waiting[0]!.length >= least && waiting[0]!.length > 0) {
      encode.group(waiting.map((column) => column.slice(0, rowsPerGroup)));
      waiting = waiting.map((column) => column.slice(rowsPerGroup));
    }
  };
  return {
    write: (batch) => {
      rows += batch[0]?.length ?? 0;
      for (const [i, column] of batch.entries()) for (const cell of column) waiting[i]!.push(cell);
      flush(rowsPerGroup);
    },
    close: () => {
      flush(1);
      encode.end();
      return { rows, ...file.close() };
    },
  };
}

interface Encoder {
  group(columns: readonly (readonly TableCell[])[]): void;
  end(): void;
}

const types = { text: 'STRING', number: 'DOUBLE', flag: 'BOOLEAN' } as const;

function parquetEncoder(columns: readonly TableColumn[], file: HashingFile): Encoder {
  const described = columns.map(({ name, type }) => ({ name, data: [], type: types[type], nullable: true }));
  const writer = drained(file);
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: described }),
    createdBy: 'holdfast',
  });
  return {
    group: (cells) => {
      const columnData = described.map((column, i) => ({ ...column, data: [...cells[i]!] }));
      parquet.write({ columnData, rowGroupSize: rowsPerGroup });
    },
    end: () => {
      parquet.finish();
    },
  };
}

/** The writer keeps bytes in memory until it is drained after each row group. */
function drained(file: HashingFile): ByteWriter {
  const writer = new ByteWriter();
  const drain = () => {
    file.append(new Uint8Array(writer.buffer, 0, writer.index));
    writer.index = 0;
  };
  return Object.assign(writer, { flush: drain, finish: drain });
}

function csvEncoder(columns: readonly TableColumn[], file: HashingFile): Encoder {
  file.append(Buffer.from(`${columns.map(({ name }) => csvCell(name)).join(',')}\n`));
  return {
    group: (cells) => {
      const lines: string[] = [];
      for (let row = 0; row < cells[0]!.length; row++) {
        let line = csvCell(cells[0]![row]!);
        for (let i = 1; i < cells.length; i++) line += `,${csvCell(cells[i]![row]!)}`;
        lines.push(line);
      }
      file.append(Buffer.from(`${lines.join('\n')}\n`));
    },
    end: () => undefined,
  };
}

const csvCell = (value: TableCell): string => {
  if (value === null) return '';
  const cell = String(value);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};

interface HashingFile {
  append(bytes: Uint8Array): void;
  close(): { bytes: number; sha256: string };
}

function hashingFile(path: string): HashingFile {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let size = 0;
  return {
    append: (bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      hash.update(bytes);
      size += bytes.length;
    },
    close: () => {
      fsyncSync(file);
      closeSync(file);
      return { bytes: size, sha256: hash.digest('hex') };
    },
  };
}
