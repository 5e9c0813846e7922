import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { type ParquetColumn, writeParquet } from './parquet.ts';

/** A column of a table, and its value in a row. */
export interface PartColumn<Row> {
  readonly name: string;
  readonly type: ParquetColumn['type'];
  readonly of: (row: Row) => Scalar;
}

/** Rows of one file: what is kept in memory before it is written. */
const rowsOfFile = 100_000;

/** A table that is written row by row, as Parquet files under a prefix, `part-0000.parquet` and so on. */
export class PartFiles<Row> {
  readonly files: string[] = [];
  private readonly store: ObjectStore;
  private readonly prefix: string;
  private readonly columns: readonly PartColumn<Row>[];
  private rows: Row[] = [];

  constructor(store: ObjectStore, prefix: string, columns: readonly PartColumn<Row>[]) {
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
    const columns = this.columns.map(({ name, type, of }) => ({ name, type, values: this.rows.map(of) }));
    await this.store.put(key, writeParquet(columns));
    this.files.push(key);
    this.rows = [];
  }
}
