import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { type RowColumn, writeRows } from './parquet.ts';

/** Rows of one file: what is kept in memory before it is written. */
const rowsOfFile = 100_000;

/** A table that is written row by row, as Parquet files under a prefix, `part-0000.parquet` and so on. */
export class PartFiles<Row> {
  readonly files: string[] = [];
  private readonly store: ObjectStore;
  private readonly prefix: string;
  private readonly columns: readonly RowColumn<Row>[];
  private rows: Row[] = [];

  constructor(store: ObjectStore, prefix: string, columns: readonly RowColumn<Row>[]) {
    this.store = store;
    this.prefix = prefix;
    this.columns = columns;
  }

  async add(row: Row): Promise<void> {
    this.rows.push(row);
    if (this.rows.length === rowsOfFile) await this.flush();
  }

  /** Writes what is left; a table without rows is a file too, so that it can be read. */
  async close(): Promise<void> {
    if (this.rows.length > 0 || this.files.length === 0) await this.flush();
  }

  private async flush(): Promise<void> {
    const key = `${this.prefix}part-${String(this.files.length).padStart(4, '0')}.parquet`;
    await this.store.put(key, writeRows(this.rows, this.columns));
    this.files.push(key);
    this.rows = [];
  }
}
