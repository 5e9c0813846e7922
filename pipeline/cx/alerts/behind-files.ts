import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { type ParquetColumn, writeParquet } from '../../tables/parquet.ts';
import { metricsCsv } from '../metrics-file.ts';
import type { Behind, BehindCustomer } from './behind.ts';

const columns: Readonly<Record<keyof BehindCustomer, ParquetColumn['type']>> = {
  alert_id: 'text',
  customer_id: 'text',
  n: 'integer',
  first_day: 'text',
  last_day: 'text',
};

/** The customers behind open alerts, those whose rows name one, as Parquet and as CSV. */
export async function writeBehind(
  store: ObjectStore,
  prefix: string,
  { customers }: Behind,
): Promise<string[]> {
  const known = customers.filter(({ customer_id }) => customer_id !== null);
  const table = Object.entries(columns).map(([name, type]) => ({
    name,
    type,
    values: known.map((row) => row[name as keyof BehindCustomer]),
  }));
  const files = [
    [`${prefix}customers.parquet`, writeParquet(table)],
    [`${prefix}customers.csv`, metricsCsv(table)],
  ] as const;
  for (const [name, bytes] of files) await store.put(name, bytes);
  return files.map(([name]) => name);
}
