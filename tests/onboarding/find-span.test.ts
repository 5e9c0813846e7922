import { expect, it } from 'vitest';
import { readConfig } from '../../contracts/config/read-config.ts';
import { findSpan } from '../../onboarding/time/find-span.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';

const config = readConfig(
  `version: 1
business: { name: Corner, currency: EUR, timeZone: UTC, dataUntil: latest }
inputs: { sold: { file: sold.csv, format: csv }, seen: { file: seen.csv, format: csv } }
sources:
  customers: { from: sold, columns: { customer_id: who, joined_at: moment } }
  orders: { from: sold, columns: { order_id: id, customer_id: who, ordered_at: moment, amount: paid } }
  events: { from: seen, columns: { customer_id: who, happened_at: moment, kind: what } }
churn: { kind: non-contractual, horizonDays: 30, lookbackDays: 120 }
`,
  'holdfast.yaml',
);

/** Rows of each of 40 days from 2025-03-01, every so many minutes of the clock up to midnight; of the last day up to noon. */
const times = (minutes: number): string =>
  `select cast(at_time as varchar) as moment from
     (select unnest(generate_series(timestamp '2025-03-01 00:10:00', timestamp '2025-04-09 11:50:00', interval '${minutes} minutes')) as at_time) t`;

it('a day that has only begun in one source is complete in none', async () => {
  const root = scratchFolder();
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    // four orders a day: too few to show that the last one has only begun
    await warehouse.rows(
      `create table sold as select moment, moment as id, 'a' as who, '5.00' as paid from (${times(360)}) s`,
    );
    await warehouse.rows(
      `create table seen as select moment, 'a' as who, 'view' as what from (${times(20)}) s`,
    );
    const span = await findSpan(warehouse, config);
    expect(span?.dataUntil).toBe('2025-04-09');
    expect(span?.note).toBe('2025-04-09 is incomplete in events');
    expect(span?.questions.map(({ text }) => text).join('\n')).toContain(
      '2025-04-08 is taken for the last complete day',
    );
  } finally {
    await warehouse.close();
  }
});
