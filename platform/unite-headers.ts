import { DataRefusedError } from '../contracts/errors.ts';

/** A file and the names of its columns, in its order. */
export interface FileHeader {
  readonly file: string;
  readonly names: readonly string[];
}

export interface UnitedHeader {
  /** Every column of any file, once, in the order in which they come. */
  readonly columns: readonly string[];
  /** Columns that not all files have, each with one that lacks it. */
  readonly absent: Readonly<Record<string, string>>;
}

const key = (name: string): string => name.toLowerCase();

/**
 * The columns of a table in several files, matched by name whatever their order and case.
 * @throws DataRefusedError for a file whose header has little in common with the first one's
 */
export function uniteHeaders(input: string, files: readonly FileHeader[]): UnitedHeader {
  const [first, ...others] = files;
  for (const other of others) refuseStranger(input, first!, other);
  const columns = new Map<string, string>();
  for (const { names } of files)
    for (const name of names) if (!columns.has(key(name))) columns.set(key(name), name);
  const absent: Record<string, string> = {};
  for (const { file, names } of files) {
    const own = new Set(names.map(key));
    for (const [lower, name] of columns) if (!own.has(lower)) absent[name] ??= file;
  }
  return { columns: [...columns.values()], absent };
}

function refuseStranger(input: string, first: FileHeader, other: FileHeader): void {
  const own = new Set(other.names.map(key));
  const shared = first.names.filter((name) => own.has(key(name))).length;
  if (2 * shared >= Math.min(first.names.length, other.names.length)) return;
  throw new DataRefusedError(
    `inputs.${input}: the first line of ${other.file} names hardly any column of ${first.file}. Files of a folder are parts of one table, each with its header: has the file none, or does it belong to another table?`,
  );
}

/** Where each column of the table stands in a file, -1 where it is not there. */
export function placesOf(columns: readonly string[], names: readonly string[]): readonly number[] {
  const place = new Map(names.map((name, i) => [key(name), i]));
  return columns.map((column) => place.get(key(column)) ?? -1);
}
