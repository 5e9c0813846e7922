/** The engine behind the Athena endpoint: DuckDB in the unit tests, or a real Trino server. */
export interface SqlEngine {
  /** Tables that a query reads; `database` completes names that say none. */
  tablesOf(sql: string, database: string): Promise<readonly TableName[]>;
  select(sql: string, context: QueryContext): Promise<QueryResult>;
  /** Writes the rows of a query as Parquet files under a location that is empty. No row, no file. */
  write(request: WriteRequest, context: QueryContext): Promise<Written>;
  createTable(table: ExternalTable): Promise<void>;
  addPartition(table: TableName, partition: Partition): Promise<void>;
  dropTable(table: TableName): Promise<void>;
  close(): Promise<void>;
}

export interface TableName {
  readonly database: string;
  readonly table: string;
}

export interface QueryContext {
  readonly database: string;
  /** Aborted where the query is stopped. */
  readonly signal: AbortSignal;
}

/** A column of a result; `type` is Athena's own word, such as `varchar`, `bigint`, `timestamp`. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
  readonly precision?: number;
  readonly scale?: number;
}

export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  /** Values as Athena writes them in its answers. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface WriteRequest {
  readonly select: string;
  /** `s3://bucket/prefix/` */
  readonly target: string;
  readonly compression: string;
  /** The last columns of the query, each value a folder `column=value/`. */
  readonly partitionedBy: readonly string[];
}

export interface Written {
  readonly files: readonly string[];
  /** Columns with their types as a table over the files declares them. */
  readonly columns: readonly TableColumn[];
}

/** A column as Hive's DDL declares it: `string`, `bigint`, `decimal(18,4)`. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

export interface ExternalTable extends TableName {
  readonly columns: readonly TableColumn[];
  readonly partitionColumns: readonly TableColumn[];
  readonly location: string;
  /** `text` has one column that holds the whole line. */
  readonly format: 'parquet' | 'text';
  /** Lines at the head of each text file that are no rows. */
  readonly skipLines: number;
}

export interface Partition {
  /** Value of each partition column, in their order. */
  readonly values: readonly string[];
  readonly location: string;
}

/** A query that the engine refuses, in the words of Trino: `TABLE_NOT_FOUND: line 1:15: Table … does not exist`. */
export class EngineError extends Error {
  readonly retryable: boolean;
  constructor(message: string, options: { readonly retryable?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable ?? false;
  }
}
