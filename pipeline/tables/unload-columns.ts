import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Scalar, Warehouse } from '../../contracts/ports/warehouse.ts';
import { parquetOf, readColumns } from './parquet-columns.ts';
import { type UnloadRequest, withUnloaded } from './unload-rows.ts';

/** Rows column by column: a tenth of the time and memory of an object a row. */
export interface Columns {
  readonly rows: number;
  /** @throws RangeError for a column that was not asked for */
  column(name: string): readonly Scalar[];
}

/** Columns of a result that is too large to come row by row, through files under a prefix that do not stay. */
export async function unloadColumns(
  warehouse: Warehouse,
  store: ObjectStore,
  request: UnloadRequest,
  names: readonly string[],
): Promise<Columns> {
  const columns = new Map<string, Scalar[]>(names.map((name) => [name, []]));
  let rows = 0;
  await withUnloaded(warehouse, store, request, async (bytes, key) => {
    const file = parquetOf(bytes, key);
    await readColumns(file, names, (name, values, row) => {
      const column = columns.get(name)!;
      for (let i = 0; i < values.length; i++) column[rows + row + i] = plain(values[i]);
    });
    rows += file.rows;
  });
  return {
    rows,
    column: (name) => {
      const found = columns.get(name);
      if (found === undefined) throw new RangeError(`No column ${name} was unloaded`);
      return found;
    },
  };
}

const plain = (value: unknown): Scalar =>
  typeof value === 'bigint' ? Number(value) : ((value ?? null) as Scalar);
