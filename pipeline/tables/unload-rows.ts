import { TransientError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row, Scalar, Warehouse } from '../../contracts/ports/warehouse.ts';
import { readParquet, scalar } from './parquet.ts';
import { columnNames, parquetOf, readColumns } from './parquet-columns.ts';

export interface UnloadRequest {
  readonly select: string;
  readonly prefix: string;
  readonly orderBy: readonly string[];
}

/** The rows of a result that is too large to come row by row, through files under a prefix that do not stay. */
export async function unloadRows(
  warehouse: Warehouse,
  store: ObjectStore,
  request: UnloadRequest,
): Promise<Row[]> {
  const rows: Row[] = [];
  await withUnloaded(warehouse, store, request, async (bytes) => {
    for (const row of await readParquet(bytes)) rows.push(row);
  });
  return rows;
}

/** A value of the row that is visited, by its column. */
export type Cells = (column: string) => Scalar;

/** Visits the rows of a result that is too large to be in memory at once: one group of a file's rows is at a time. */
export async function visitRows(
  warehouse: Warehouse,
  store: ObjectStore,
  request: UnloadRequest,
  visit: (cell: Cells) => void,
): Promise<void> {
  await withUnloaded(warehouse, store, request, async (bytes, key) => {
    const file = parquetOf(bytes, key);
    const names = columnNames(file);
    let from = 0;
    for (const { num_rows } of file.metadata.row_groups) {
      const to = from + Number(num_rows);
      const columns = new Map(names.map((name) => [name, new Array<unknown>(to - from)]));
      const put = (name: string, values: ArrayLike<unknown>, first: number) => {
        const column = columns.get(name)!;
        for (let i = 0; i < values.length; i++) column[first - from + i] = values[i];
      };
      await readColumns(file, names, put, { from, to });
      for (let row = 0; row < to - from; row++) visit((column) => scalar(column, columns.get(column)?.[row]));
      from = to;
    }
  });
}

/**
 * Hands over each file of a result in turn; none stays.
 * @throws TransientError where another run of the same date removes them, as the one that comes first does
 */
export async function withUnloaded(
  warehouse: Warehouse,
  store: ObjectStore,
  { select, prefix, orderBy }: UnloadRequest,
  read: (bytes: Uint8Array, key: string) => Promise<void>,
): Promise<void> {
  await clear(store, prefix);
  for (const { key } of await warehouse.unload(select, prefix, { orderBy })) {
    const bytes = await store.get(key);
    if (bytes === null) throw new TransientError(takenAway(store.locate(key)));
    await read(bytes, store.locate(key));
  }
  await clear(store, prefix);
}

const takenAway = (key: string): string =>
  `${key} was written a moment ago and is gone: another run of the same date is at work here. Nothing is wrong with the data, and both write the same: let the other end, or run again.`;

/** Removes what an earlier attempt left under a prefix. */
export async function clear(store: ObjectStore, prefix: string): Promise<void> {
  for (const { key } of await store.list(prefix)) await store.delete(key);
}
