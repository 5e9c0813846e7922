import { mkdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Writes `customers.parquet` and `events.parquet`: a hundred events a customer over two years, times as times, in the order
 * in which they came.
 * @param dirt share of the events without a kind, and as many again whose id was there already
 */
export async function writeEvents(folder: string, rows: number, dirt: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '2GB' });
  const connection = await instance.connect();
  const customers = Math.ceil(rows / 100);
  const bad = `hash(i) % 1000000 < ${Math.round(1e6 * dirt)}`;
  const copied = `hash(i + 1) % 1000000 < ${Math.round(1e6 * dirt)} and i > 9`;
  await connection.run(
    `copy (select 'C' || lpad(cast(i as varchar), 8, '0') as customer_id, timestamp '2022-12-31 00:00:00' as joined_at
       from range(${customers}) t(i)) to '${folder}/customers.parquet' (format parquet)`,
  );
  await connection.run(
    `copy (select 'E' || case when ${copied} then i - 9 else i end as event_id,
         'C' || lpad(cast(hash(i) % ${customers} as varchar), 8, '0') as customer_id, moment as happened_at,
         moment + to_seconds(cast(hash(i) % 600 as bigint)) as known_at,
         case when ${bad} then null when hash(i, 1) % 10 < 7 then 'view' when hash(i, 1) % 10 = 7 then 'feature'
           when hash(i, 1) % 10 = 8 then 'error' else 'step' end as kind,
         'page ' || (hash(i, 2) % 60) as name,
         case when hash(i, 1) % 10 = 9 then 'checkout' end as journey,
         case when hash(i, 1) % 10 = 9 then 'J' || (i // 3) end as journey_id,
         case when hash(i, 1) % 10 = 9 then 'done' end as outcome,
         case when hash(i, 3) % 3 = 0 then 'app' else 'web' end as channel
       from (select i, timestamp '2023-01-01 00:00:00' + to_seconds(i * 63000000 // ${rows}) as moment from range(${rows}) t(i)))
     to '${folder}/events.parquet' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}
