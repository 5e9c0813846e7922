import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { keys } from '../../contracts/keys.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { readParquet } from '../../pipeline/tables/parquet.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { openComparer } from './record/compare-files.ts';
import { differencesOf, textsOf } from './record/differences.ts';
import { startChain } from './start-chain.ts';
import { runOnChain, runOnLaptop } from './whole-run.ts';

const config = `version: 1
business: { name: Typed, currency: EUR, dataUntil: 2025-07-01 }
inputs:
  people: { file: people.parquet, format: parquet }
  sales: { file: sales.parquet, format: parquet }
sources:
  customers:
    from: people
    columns: { customer_id: ID, joined_at: Since, contact_consent: Consent }
  orders:
    from: sales
    columns: { order_id: No, customer_id: Customer, ordered_at: At, amount: Amount, quantity: Pieces }
churn: { kind: non-contractual, horizonDays: 60, lookbackDays: 180 }
training: { minCustomers: 100 }
checks: { maxBadShare: 1, acceptStale: [orders] }
`;

/** As a data frame is written whose ids had gaps: ids are doubles, days are times, amounts have a fraction or none. */
const tables = {
  people: `select cast(17850 + i as double) as "ID", cast('2025-01-01' as date) + cast(i % 90 as integer) as "Since",
    i % 3 = 0 as "Consent" from range(200) r(i)`,
  sales: `select cast(i as bigint) as "No", cast(17850 + i % 210 as double) as "Customer",
    timestamp '2025-02-01 08:00:00' + to_seconds(i * 1777) + to_milliseconds(i % 2 * 250) as "At",
    cast(i % 50 as double) * case when i % 4 = 0 then 1 else 0.25 end as "Amount",
    cast(i % 5 as integer) as "Pieces" from range(2000) r(i)`,
};

it('columns with types of their own are read alike', async () => {
  const folder = scratchFolder();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [name, select] of Object.entries(tables)) {
    await connection.run(`copy (${select}) to '${join(folder, `${name}.parquet`)}' (format parquet)`);
  }
  const chain = await startChain();
  const comparer = await openComparer();
  onTestFinished(async () => {
    comparer.close();
    await chain.close();
  });
  const last = 'check' as const;
  const local = await runOnLaptop(writeText(folder, 'holdfast.yaml', config), scratchFolder(), { last });
  const onTrino = await runOnChain(chain, local.run, { last });
  expect(textsOf(onTrino.asked)).toEqual(textsOf(local.asked));
  expect(await differencesOf(comparer, local.asked, onTrino.asked)).toEqual([]);
  const [file] = await onTrino.store.list(keys.clean(keyOf(local.run, 'check'), 'customers'));
  const people = await readParquet((await onTrino.store.get(file!.key)) ?? new Uint8Array(), ['customer_id']);
  expect(people[0]).toEqual({ customer_id: '17850.0' });
});
