import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../contracts/config/read-config.ts';
import { nameRun } from '../../pipeline/stages/run.ts';
import { findCloudInputs } from '../../platform/aws/inputs.ts';
import { type QuerySession, runQuery } from '../../platform/aws/query.ts';
import { placeOf } from '../../tools/aws/athena/lake.ts';
import { type Aws, clientsOf } from '../../tools/aws/start-aws.ts';
import { startLake } from '../platform/warehouses.ts';
import { layOrders } from '../support/orders-table.ts';
import { scratchFolder } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';
import { onChain } from './on-chain.ts';
import { type Comparer, openComparer } from './record/compare-files.ts';
import { differencesOf, textsOf } from './record/differences.ts';
import { cloudKeeper } from './record/keepers.ts';
import { type Chain, startChain } from './start-chain.ts';
import { type Done, runRecorded } from './whole-run.ts';

/** A table of the catalogue as an input: found, named by what it holds, and read, on Trino as on DuckDB behind Athena's endpoint. */

let aws: Aws;
let trino: Chain;
let duckdb: Chain;
let comparer: Comparer;
beforeAll(async () => {
  [trino, aws, comparer] = await Promise.all([startChain(), startLake(), openComparer()]);
  const { s3, athena } = clientsOf(aws);
  duckdb = { s3, athena, endpoint: aws.athena, bucket: 'lake', close: aws.close };
  for (const chain of [trino, duckdb]) await runQuery(sessionOf(chain), 'create database shop', 'begin');
});
afterAll(async () => {
  comparer.close();
  await trino.close();
  await duckdb.close();
});

const sessionOf = ({ athena, bucket }: Chain): QuerySession => ({
  athena,
  workgroup: 'holdfast',
  results: `s3://${bucket}/athena/`,
  running: new Set(),
});

it('is found and read alike', async () => {
  const config = await smallBusiness(scratchFolder({ for: 'file' }), {
    customers: 300,
    config: (text) =>
      text
        .replace('training: {', 'training: { minCustomers: 100,')
        .replace('file: orders.csv', 'table: shop.orders'),
  });
  const [ours, theirs] = [await checked(trino, config), await checked(duckdb, config)];
  expect(ours.run.inputs.find(({ table }) => table !== undefined)).toMatchObject({ table: 'shop.orders' });
  expect(textsOf(ours.asked)).toEqual(textsOf(theirs.asked));
  expect(await differencesOf(comparer, theirs.asked, ours.asked)).toEqual([]);
});

/** Lays the business's files and its table into a chain, finds them as the plan does, and checks them. */
async function checked(chain: Chain, file: string): Promise<Done> {
  const { s3, bucket } = chain;
  const put = (uri: string, Body: Buffer) => {
    const { bucket: Bucket, key: Key } = placeOf(uri);
    return s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  };
  for (const name of ['customers.csv', 'touches.csv']) {
    await put(`s3://${bucket}/raw/${name}`, readFileSync(join(dirname(file), name)));
  }
  const location = `s3://${bucket}/orders/`;
  await layOrders(sessionOf(chain), dirname(file), { database: 'shop', location, put });
  const config = readConfig(readFileSync(file, 'utf8'), file);
  const configUri = `s3://${bucket}/raw/holdfast.yaml`;
  const inputs = await findCloudInputs({ s3, configUri, queries: sessionOf(chain) }, config);
  const named = nameRun({ config, asOf: '2025-09-24', training: false, code: STAGE_VERSIONS, inputs }, null);
  // how an engine writes a double is in the fingerprint, so that each would name the run in its own way
  const run = { ...named, id: 'r', keys: { ...named.keys, check: 'c' } };
  const { store, openWarehouse } = onChain(chain);
  const keeper = cloudKeeper(chain, store, scratchFolder({ for: 'file' }));
  return runRecorded(run, { store, openWarehouse }, keeper, 'check');
}
