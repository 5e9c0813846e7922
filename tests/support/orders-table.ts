import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type QuerySession, runQuery } from '../../platform/aws/query.ts';
import { scratchFolder } from './scratch.ts';

/** The years of the small business's orders, a partition each. */
const years = ['2024', '2025'];

export interface OrdersTable {
  /** Database of the catalogue, which is there. */
  readonly database: string;
  /** `s3://bucket/folder/` of its files. */
  readonly location: string;
  readonly put: (uri: string, bytes: Buffer) => Promise<unknown>;
}

/**
 * Lays `orders.csv` of a folder into the catalogue as the table `orders`: typed, a partition a year, with a column that no
 * config maps. Where it is there already its files are replaced.
 * @param where rows of the file that the table has, as SQL over its columns as text
 */
export async function layOrders(
  session: QuerySession,
  folder: string,
  { database, location, put }: OrdersTable,
  where = 'true',
): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const scratch = scratchFolder({ for: 'file' });
  for (const year of years) {
    const file = join(scratch, `${year}.parquet`);
    await connection.run(`copy (select order_id, customer_id, cast(ordered_at as timestamp) as ordered_at, kind,
      cast(amount as decimal(12,2)) as amount, cast(margin as double) as margin, 'loaded' as note
      from read_csv('${join(folder, 'orders.csv')}', all_varchar = true)
      where ordered_at like '${year}%' and ${where}) to '${file}' (format parquet)`);
    await put(`${location}year=${year}/part-0`, readFileSync(file));
  }
  connection.closeSync();
  const run = (sql: string) => runQuery({ ...session, database }, sql, 'lay a table');
  await run('drop table if exists orders');
  await run(`create external table orders (order_id string, customer_id string, ordered_at timestamp, kind string,
    amount decimal(12,2), margin double, note string) partitioned by (year string) stored as parquet location '${location}'`);
  for (const year of years) {
    await run(`alter table orders add partition (year = '${year}') location '${location}year=${year}/'`);
  }
}
