import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import { readConfig } from '../../../contracts/config/read-config.ts';
import type { RunEnvironment } from '../../../pipeline/stages/run.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { findTable } from '../../../platform/aws/find-table.ts';
import { runQuery } from '../../../platform/aws/query.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import type { Aws } from '../../../tools/aws/start-aws.ts';
import { freshHands, type Hands } from '../../faults/hands.ts';
import { trainSmall } from '../../faults/small-champion.ts';
import { layOrders } from '../../support/orders-table.ts';
import { silence } from '../../support/silence.ts';
import { startLake } from '../warehouses.ts';

let aws: Aws;
let hands: Hands;
/** The night of a small business on a laptop, its orders a file. */
let local: { run: Run; environment: RunEnvironment };

beforeAll(async () => {
  aws = await startLake();
  hands = await freshHands(aws);
  const { config, models } = await trainSmall();
  const folder = dirname(config);
  const out = join(folder, 'night'); // with the champion alone: no list is out yet, and nobody is drawn
  for (const [key, bytes] of models) await folderStore(out).put(key, bytes);
  local = await openLocalRun({ config, out, training: false }, silence);
  await runUntil('list', local.run, local.environment);
  for (const [key, bytes] of models) aws.s3.shelf.put('lake', `holdfast/${key}`, bytes);
  for (const file of ['customers.csv', 'touches.csv']) {
    aws.s3.shelf.put('lake', `raw/${file}`, readFileSync(join(folder, file)));
  }
  await runQuery(hands.queries, 'create database shop', 'make it');
  const put = async (uri: string, bytes: Buffer) =>
    aws.s3.shelf.put('lake', uri.replace('s3://lake/', ''), bytes);
  await layOrders(hands.queries, folder, { database: 'shop', location: 's3://lake/orders/', put });
});
afterAll(() => aws.close());

/** The same run, so that chance falls alike, with its orders read from the table. */
async function onTable(): Promise<Run> {
  const text = JSON.stringify({
    ...local.run.config,
    inputs: { ...local.run.config.inputs, sales: { table: 'shop.orders' } },
  });
  const config = readConfig(text, 'tables.yaml');
  const orders = await findTable(hands.queries, config, { input: 'sales', table: 'shop.orders' });
  const inputs = local.run.inputs.map((input) => {
    const [file = ''] = input.locations ?? [];
    return input.name === 'sales'
      ? orders
      : { ...input, locations: [`s3://lake/raw/${file.split('/').at(-1)}`] };
  });
  return { ...local.run, inputs };
}

it('a business whose orders are a table gets the lists of one whose orders are a file', async () => {
  const run = await onTable();
  const { environment } = hands;
  await runUntil('list', run, environment);
  expect(
    aws.athena.statements.filter((sql) => /^create table "sales" .* from "shop"\."orders"$/s.test(sql)),
  ).toHaveLength(1);
  for (const prefix of ['lists/', 'ledger/', 'scores/']) {
    const files = (await local.environment.store.list(prefix)).map(({ key }) => key);
    expect(files.length).toBeGreaterThan(0);
    expect((await environment.store.list(prefix)).map(({ key }) => key)).toEqual(files);
    for (const key of files) {
      const theirs = Buffer.from((await local.environment.store.get(key))!);
      expect(Buffer.from((await environment.store.get(key))!).equals(theirs), key).toBe(true);
    }
  }
});
