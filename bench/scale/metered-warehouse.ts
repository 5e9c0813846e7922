import { parquetMetadata } from 'hyparquet';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/** What the queries of a stage would have read on Athena, which reads the columns that a query names. */
export interface Meter {
  queries: number;
  bytes: number;
  /** Bytes billed: Athena counts ten megabytes for a query that reads less. */
  billed: number;
}

/** Bytes of each column of a table as Parquet. */
type Sizes = ReadonlyMap<string, number>;

const leastBilled = 10e6;
const aside = 'metered/';

/**
 * A warehouse that counts what its queries read: of each table that a query names, the columns that it names, or all
 * where it asks for `*`. A table that a query made is written as Parquet to learn its size; that is not counted.
 */
export function meteredWarehouse(warehouse: Warehouse, store: ObjectStore, meter: Meter): Warehouse {
  const tables = new Map<string, Sizes>();
  const count = (select: string) => {
    const bytes = bytesOf(select, tables);
    meter.queries++;
    meter.bytes += bytes;
    meter.billed += bytes === 0 ? 0 : Math.max(bytes, leastBilled);
  };
  const learn = async (table: string) => {
    const [first] = await warehouse.columns(table);
    await warehouse.unload(`select * from ${table}`, aside, { orderBy: [first!.name] });
    tables.set(table, await sizesUnder(store, aside));
  };
  return {
    ...warehouse,
    attachInput: async (input) => {
      const attached = await warehouse.attachInput(input);
      await learn(input.name);
      return attached;
    },
    attach: async (table, prefix) => {
      await warehouse.attach(table, prefix);
      tables.set(table, await sizesUnder(store, prefix));
    },
    create: async (table, select) => {
      count(select);
      await warehouse.create(table, select);
      await learn(table);
    },
    rows: (select) => {
      count(select);
      return warehouse.rows(select);
    },
    unload: (select, prefix, how) => {
      count(select);
      return warehouse.unload(select, prefix, how);
    },
  };
}

function bytesOf(select: string, tables: ReadonlyMap<string, Sizes>): number {
  const words = new Set(select.match(/\w+/g));
  const everything = /(select|\.)\s*\*|count\(\*\)\s*,\s*\*/i.test(select);
  let bytes = 0;
  for (const [table, sizes] of tables) {
    if (!words.has(table)) continue;
    for (const [column, size] of sizes) if (everything || words.has(column)) bytes += size;
  }
  return bytes;
}

/** Bytes of the Parquet files under a prefix by column. */
async function sizesUnder(store: ObjectStore, prefix: string): Promise<Sizes> {
  const sizes = new Map<string, number>();
  for (const { key } of await store.list(prefix)) {
    const bytes = await store.get(key);
    const { row_groups: groups } = parquetMetadata(bytes!.slice().buffer);
    for (const { meta_data: chunk } of groups.flatMap(({ columns }) => columns)) {
      const name = chunk!.path_in_schema.join('.');
      sizes.set(name, (sizes.get(name) ?? 0) + Number(chunk!.total_compressed_size));
    }
  }
  return sizes;
}
