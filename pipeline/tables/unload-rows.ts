import { HoldfastError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../contracts/ports/warehouse.ts';
import { readParquet } from './parquet.ts';

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
  await withUnloaded(warehouse, store, request, async (key) => {
    const bytes = await store.get(key);
    if (bytes === null) throw new HoldfastError(`${store.locate(key)} was written a moment ago and is gone`);
    for (const row of await readParquet(bytes)) rows.push(row);
  });
  return rows;
}

/** Hands over each file of a result in turn; none stays. */
export async function withUnloaded(
  warehouse: Warehouse,
  store: ObjectStore,
  { select, prefix, orderBy }: UnloadRequest,
  read: (key: string) => Promise<void>,
): Promise<void> {
  await clear(store, prefix);
  for (const { key } of await warehouse.unload(select, prefix, { orderBy })) await read(key);
  await clear(store, prefix);
}

/** Removes what an earlier attempt left under a prefix. */
export async function clear(store: ObjectStore, prefix: string): Promise<void> {
  for (const { key } of await store.list(prefix)) await store.delete(key);
}
