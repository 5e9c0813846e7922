import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import { readParquet } from '../../pipeline/tables/parquet.ts';
import { readListedFile, readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import { deploy } from '../../tools/aws/deploy/start-deployed.ts';
import { type AwsAround, startAwsAround } from '../../tools/aws/start-aws.ts';
import { scratchFolder } from '../support/scratch.ts';
import { smallBusiness } from '../support/small-business.ts';
import { servers } from '../trino/servers.ts';
import { type Cloud, cloudOn, deploymentOf } from './cloud.ts';
import { day, expectSameBytes, type Local, runDeployed, runLocally } from './raw-to-list.ts';

/**
 * What `cdk synth` made, its machines and its bundled functions, with nothing of ours underneath: the SDK's clients
 * speak to an S3 server that Trino reads and writes too, and Trino runs every query of Athena's.
 */

let cloud: Cloud<AwsAround>;
let local: Local;
beforeAll(async () => {
  const config = await smallBusiness(scratchFolder({ for: 'file' }));
  const deployment = deploymentOf(config);
  const { s3, ...storage } = servers();
  for (const Bucket of deployment.buckets) await s3.send(new CreateBucketCommand({ Bucket }));
  const aws = await startAwsAround(storage, deployment);
  deploy(aws, deployment);
  cloud = await cloudOn(aws, deployment, config);
  local = await runLocally(config, { backfill: false });
});
afterAll(() => cloud.aws.close());

describe('the deployed pipeline on a real Trino and a real S3 server', () => {
  it(
    'goes from raw files in the bucket to the published list, each run the one that it is on a folder',
    () => runDeployed(cloud, local),
    900_000,
  );

  it('lists the customers of a local run, in its order and for its reasons', async () => {
    const [ours, theirs] = [await listOf(cloud.store), await listOf(local.store)];
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(10);
  });

  it('leaves the bytes of a local run: lists, ledger, models and scores', () =>
    expectSameBytes(cloud.store, local.store));

  it('asked Trino for all of it, and leaves no table behind', () => {
    const { statements, catalogue } = cloud.aws.athena;
    expect(statements.length).toBeGreaterThan(100);
    expect(catalogue.databases()).toEqual(['default']);
    expect(catalogue.names()).toEqual([]);
  });

  it('announced the list and its weekly page, and had nobody called', () => {
    const heard = cloud.aws.events.events.map(({ detail }) => detail);
    const run = { run: local.scored, asOf: day };
    expect(heard).toMatchObject([
      { ...run, manifest: expect.stringContaining('manifest.json') },
      { ...run, page: expect.stringContaining('weekly.html') },
    ]);
    expect(cloud.aws.sns.messages).toEqual([]);
  });
});

/** Customers of the published list in their order, each with the reasons. */
async function listOf(store: ObjectStore): Promise<Row[]> {
  const { files } = (await readListManifest(store, day))!;
  const file = files.find(({ key }) => key.endsWith('at-risk.parquet'))!;
  return readParquet(await readListedFile(store, file));
}
