export type Scalar = string | number | boolean | null;
export type Row = Record<string, Scalar>;

export interface WarehouseColumn {
  readonly name: string;
  /** The engine's own type name, lower case. */
  readonly type: string;
}

/** A file that holds what another of its input holds; both by their places below the input's folder. */
export interface FileCopy {
  readonly file: string;
  readonly of: string;
}

/** A table of raw input the user points at: files (paths or object URIs), or a catalogue's table. */
export interface RawInput {
  readonly name: string;
  readonly locations?: readonly string[];
  /** Files beside them that hold what one of them holds. */
  readonly copies?: readonly FileCopy[];
  readonly table?: string;
  /** Columns of the table that are read; all where left out. */
  readonly columns?: readonly string[];
  /** What the input held when the run was planned; a table that holds something else by now is refused. */
  readonly fingerprint?: string;
  readonly format: 'csv' | 'parquet' | 'fixed' | 'json' | 'excel';
  /** Sheet of a workbook, the first where left out; or the key of a JSON object under which the table stands. */
  readonly sheet?: string;
  /** List within each JSON object whose elements are the rows. */
  readonly unnest?: string;
  readonly csv?: CsvOptions;
  readonly fixed?: readonly FixedColumn[];
  /** Lines before the first row that are no data, other than a CSV header. */
  readonly skipLines?: number;
}

export interface CsvOptions {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote within quotes; the quote itself where left out. */
  readonly escape?: string;
  readonly header: boolean;
  /** `utf-8`, `utf-16`, `latin-1`, or any name that the platform's decoder knows. */
  readonly encoding: string;
  /** Names of the columns where the file has no header. */
  readonly columns?: readonly string[];
}

/** A column of a fixed-width text file: 1-based first character and length. */
export interface FixedColumn {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

export interface AttachedInput {
  /** Table of lines that could not be read as rows (columns `line`, `problem`, `text`); null where there are none. */
  readonly malformed: string | null;
  /** Columns that not all files of the input have, each with a file that lacks it; its rows hold NULL there. */
  readonly absent?: Readonly<Record<string, string>>;
}

export interface UnloadedFile {
  readonly key: string;
  readonly rows: number;
}

export interface UnloadOptions {
  /** Columns that order the rows of each file, so that the same rows give the same bytes. */
  readonly orderBy: readonly string[];
  /** One folder `column=value/` per value of this column, which then stands in the path and not in the file. */
  readonly partitionBy?: string;
  /**
   * Of wide rows: their column of whole numbers, those that `table` gives its rows from 1 on, and that every table joined for
   * them holds as well; the column of `partitionBy` stands in `table` too. An engine with little memory makes so many rows at a
   * time by it. It is not written.
   */
  readonly numberedBy?: { readonly column: string; readonly table: string };
}

/** Runs Trino's SQL (the portable subset of docs/design.md §4) on Athena or on DuckDB. */
export interface Warehouse {
  readonly engine: 'athena' | 'duckdb';
  /**
   * Makes a raw input readable as a table of its name, every column as text where the format has no types.
   * Lines that are no rows (too few columns, broken quotes, bytes outside the encoding) stand in `malformed`.
   */
  attachInput(input: RawInput): Promise<AttachedInput>;
  /** Makes the Parquet files under a key prefix of the object store readable as a table. */
  attach(table: string, prefix: string): Promise<void>;
  /** `create table … as`: replaces the table; lives as long as the warehouse is open. */
  create(table: string, select: string): Promise<void>;
  /** Frees the memory of created tables that nothing will ask any more; an engine that keeps tables elsewhere needs none. */
  drop?(tables: readonly string[]): Promise<void>;
  /** Columns of a table, or of a query in parentheses. */
  columns(table: string): Promise<WarehouseColumn[]>;
  /** A small result, row by row. Big results leave through `unload`. */
  rows(select: string): Promise<Row[]>;
  /** Writes a result as Parquet files under a key prefix of the object store, each file whole or not at all. */
  unload(select: string, prefix: string, options: UnloadOptions): Promise<UnloadedFile[]>;
  /**
   * From here on nothing is reached but the store and the inputs attached so far: expressions of a config run after it. An engine
   * whose caller has rights of its own (Athena) needs none.
   * @param files that views of the caller's own making read, beside the inputs
   */
  seal?(files?: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
