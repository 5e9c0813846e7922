import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalRun } from '../../cli/local-run.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { check } from '../../pipeline/stages/check.ts';
import { readPlan } from '../../pipeline/stages/plan.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { type QuerySession, runQuery } from '../../platform/aws/query.ts';
import { s3Store } from '../../platform/aws/s3-store.ts';
import { type Deployment, readDeployment } from '../../tools/aws/deploy/read-deployment.ts';
import { type DeployedAws, startDeployed } from '../../tools/aws/deploy/start-deployed.ts';
import { clientsOf } from '../../tools/aws/start-aws.ts';
import { layOrders } from '../support/orders-table.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { few, smallBusiness } from '../support/small-business.ts';
import { synthesised } from './synthesised.ts';

const folder = scratchFolder({ for: 'file' });
const tables = { databases: ['shop'], locations: ['s3://warehouse/orders/'] };
const scheduledAt = '2025-09-24T03:00:00Z';
/** The small business, its orders a file, and a table. */
let ofFile: string;
let ofTable: string;
let deployed: Deployment;
let aws: DeployedAws;
let session: QuerySession;

beforeAll(async () => {
  ofFile = await smallBusiness(folder, few);
  const config = readFileSync(ofFile, 'utf8').replace('file: orders.csv', 'table: shop.orders');
  ofTable = writeText(folder, 'tables.yaml', config);
  const made = synthesised({ name: 'cloud', business: relative('cdk', ofTable), tables });
  made.app.synth();
  deployed = readDeployment(made.folder, [made.data.stackName, made.pipeline.stackName]);
  const buckets = [...deployed.buckets, 'warehouse'];
  aws = await startDeployed({ ...deployed, buckets }, { databases: ['shop'] });
  for (const file of ['customers.csv', 'touches.csv']) {
    aws.s3.shelf.put(dataBucket(), `raw/${file}`, readFileSync(join(dirname(ofTable), file)));
  }
  const [workgroup = ''] = Object.keys(deployed.workgroups);
  session = { athena: clientsOf(aws).athena, workgroup, results: 's3://warehouse/', running: new Set() };
  await lay();
});
afterAll(() => aws.close());

const dataBucket = () => deployed.buckets.find((name) => /bucketsdata/i.test(name))!;
const lay = (where?: string) =>
  layOrders(
    session,
    folder,
    {
      database: 'shop',
      location: 's3://warehouse/orders/',
      put: async (uri, bytes) => aws.s3.shelf.put('warehouse', uri.replace('s3://warehouse/', ''), bytes),
    },
    where,
  );
const invoke = (stage: string, payload: Record<string, string | boolean>) =>
  aws.lambda.invoke(deployed.functions.get(`Functions/${stage}`)!.name, payload, 'TEST');
async function plan(): Promise<string> {
  const { payload } = await invoke('plan', { scheduledAt, training: false, execution: 'a night' });
  return (payload as { run: string }).run;
}

async function failure(
  stage: string,
  payload: Record<string, string | boolean>,
): Promise<{ errorType: string; errorMessage: string }> {
  const { payload: said, functionError } = await invoke(stage, payload);
  expect(functionError).toBe('Unhandled');
  return said as { errorType: string; errorMessage: string };
}

/** The clean orders under the key of a check, every value as text. */
async function cleanOrders(store: ObjectStore, checked: string): Promise<unknown[]> {
  const files: string[] = [];
  for (const { key } of await store.list(keys.clean(checked, 'orders'))) {
    files.push(writeText(folder, `${checked}-${files.length}.parquet`, (await store.get(key))!));
  }
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const list = files.map((file) => `'${file}'`).join(', ');
  const rows = await connection.runAndReadAll(
    `select cast(columns(*) as varchar) from read_parquet([${list}]) order by all`,
  );
  connection.closeSync();
  return rows.getRows();
}

describe('a deployed business whose orders are a table', () => {
  let run: string;

  it('keeps the rows that it keeps of the file', async () => {
    const local = await openLocalRun({ config: ofFile, out: join(folder, 'out'), training: false }, silence);
    await check(local.run, local.environment);
    run = await plan();
    expect(await invoke('check', { run, execution: 'a night' })).toMatchObject({ payload: { run } });
    const theirs = await cleanOrders(local.environment.store, keyOf(local.run, 'check'));
    expect(theirs.length).toBeGreaterThan(1000);
    const store = s3Store({ client: clientsOf(aws).s3, bucket: dataBucket() });
    const planned = await readPlan(store, run, STAGE_VERSIONS);
    expect(await cleanOrders(store, keyOf(planned, 'check'))).toEqual(theirs);
  });

  it('runs under another name when the table holds something else, and under the old one when it is as before', async () => {
    await lay("order_id <> 'C00001-0'");
    expect(await plan()).not.toBe(run);
    await lay();
    expect(await plan()).toBe(run);
  });

  it('stops where the table changes between plan and check', async () => {
    await lay("order_id <> 'C00001-0'");
    const planned = await plan();
    await lay();
    const { errorType, errorMessage } = await failure('check', { run: planned });
    expect(errorType).toBe('DataRefusedError');
    expect(errorMessage).toContain('inputs.sales: shop.orders has changed since the run was planned');
  });

  it('stops where the table is gone', async () => {
    await runQuery({ ...session, database: 'shop' }, 'drop table orders', 'drop it');
    const { errorType, errorMessage } = await failure('plan', { scheduledAt, training: false });
    expect(errorType).toBe('ConfigError');
    expect(errorMessage).toMatch(/^inputs\.sales\.table: there is no shop\.orders in the Glue catalogue/);
  });

  it('went nowhere but where its roles let it, and needed every right that tables gave them', () => {
    expect(aws.forbidden()).toEqual([]);
    const readers = deployedFunctions().filter(({ path }) => /(plan|check)$/.test(path));
    const unneeded = aws.unneeded().filter((one) => readers.some(({ name }) => one.startsWith(`${name} `)));
    expect(unneeded.filter((one) => !/ (logs|xray):| athena:StopQueryExecution$/.test(one))).toEqual([]);
    expect(readers.map(({ path, name }) => [path, rightsOnTables(name)])).toEqual([
      ['Functions/plan', ofTables],
      ['Functions/check', ofTables],
    ]);
  });
});

/** What the two functions do with the user's tables. */
const ofTables = [
  'glue:BatchGetPartition',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  's3:GetObject',
  's3:ListBucket',
];

const deployedFunctions = () => [...deployed.functions].map(([path, { name }]) => ({ path, name }));

function rightsOnTables(name: string): string[] {
  const calls = aws.calls.filter(({ caller }) => caller === name);
  const ofThem = calls.filter(({ resource }) => /\/shop\b|:::warehouse/.test(resource));
  return [...new Set(ofThem.map(({ action }) => action))].sort();
}
