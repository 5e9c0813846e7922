import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { keyOf } from '../../../pipeline/stages/stage.ts';
import { openAthenaWarehouse } from '../../../platform/aws/athena-warehouse.ts';
import { s3Store } from '../../../platform/aws/s3-store.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { type Aws, clientsOf } from '../../../tools/aws/start-aws.ts';
import { holdfast } from '../../support/command-line.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';
import { few, smallBusiness } from '../../support/small-business.ts';
import { startLake } from '../warehouses.ts';

interface Done {
  /** What `--out` names it by. */
  readonly out: string;
  /** Path of the config on this machine. */
  readonly config: string;
  readonly run: Run;
  readonly store: ObjectStore;
  readonly open: () => Promise<Warehouse>;
}

let aws: Aws;
let local: Done;
let cloud: Done;
beforeAll(async () => {
  aws = await startLake();
  local = await onLaptop();
  cloud = await inCloud(local);
});
afterAll(() => aws.close());

async function onLaptop(): Promise<Done> {
  const folder = scratchFolder({ for: 'file' });
  const config = await smallBusiness(folder, few);
  appendFileSync(
    join(folder, 'orders.csv'),
    'X-1,C00001\nX-2,C00002,2024-06-31,sale,1.00,0.50\n"X"-3,C00003,2024-07-01\n',
  );
  const out = scratchFolder({ for: 'file' });
  const { run, environment } = await openLocalRun({ config, out, threads: 1 }, silence);
  await runUntil('list', run, environment);
  const { store } = environment;
  return { out, config, run, store, open: () => openDuckdbWarehouse({ root: out, store, threads: 1 }) };
}

/** The same run with its files in a bucket. Only results of a few kilobytes become one file; the matrix does not. */
async function inCloud({ run, config }: Done): Promise<Done> {
  const { s3, athena } = clientsOf(aws);
  const store = s3Store({ client: s3, bucket: 'lake', folder: 'holdfast/' });
  const shared = { athena, s3, store, workgroup: 'holdfast', database: 'holdfast' };
  const open = () => openAthenaWarehouse({ ...shared, scratch: 's3://lake/scratch/', mergeBytes: 12_000 });
  const inputs = [];
  for (const input of run.inputs) {
    const Key = `raw/${input.name}.csv`;
    const Body = readFileSync(input.locations?.[0] ?? '');
    await s3.send(new PutObjectCommand({ Bucket: 'lake', Key, Body }));
    inputs.push({ ...input, locations: [`s3://lake/${Key}`] });
  }
  const uploaded = { ...run, inputs };
  await runUntil('list', uploaded, { store, openWarehouse: open, progress: silence });
  return { out: 's3://lake/holdfast', config, run: uploaded, store, open };
}

async function bytesUnder(store: ObjectStore, prefix: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const { key } of await store.list(prefix)) found.set(key, Buffer.from((await store.get(key)) ?? []));
  return found;
}

async function rowsUnder({ open }: Done, prefix: string, orderBy: string): Promise<Row[]> {
  const warehouse = await open();
  await warehouse.attach('kept', prefix);
  const columns = (await warehouse.columns('kept')).map(({ name }) => name).filter((name) => name !== 'key');
  const texts = columns.map((name) => `cast("${name}" as varchar) as "${name.toLowerCase()}"`);
  const rows = await warehouse.rows(`select ${texts.join(', ')} from kept order by ${orderBy}`);
  await warehouse.close();
  return rows;
}

describe('a whole run on Athena and S3', () => {
  it.each(['lists/', 'models/', 'ledger/'])(
    'gives the bytes that it gives on a laptop: %s',
    async (prefix) => {
      const [ours, theirs] = [await bytesUnder(cloud.store, prefix), await bytesUnder(local.store, prefix)];
      expect([...ours.keys()]).toEqual([...theirs.keys()]);
      expect(theirs.size).toBeGreaterThan(0);
      for (const [key, bytes] of theirs) expect(ours.get(key)?.equals(bytes), key).toBe(true);
    },
  );

  it('sets the same rows and lines aside for the same reasons', async () => {
    const id = keyOf(local.run, 'check');
    for (const [part, order] of [
      ['rows/', 'order_id'],
      ['lines/', 'quarantine_line'],
    ] as const) {
      const prefix = `${keys.quarantine(id, 'orders')}${part}`;
      const [ours, theirs] = [await rowsUnder(cloud, prefix, order), await rowsUnder(local, prefix, order)];
      expect(theirs.length).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    }
  });

  it('scores every customer alike', async () => {
    const prefix = keys.scores(keyOf(local.run, 'score'));
    const [ours, theirs] = [
      await rowsUnder(cloud, prefix, 'customer_id'),
      await rowsUnder(local, prefix, 'customer_id'),
    ];
    expect(theirs.length).toBeGreaterThan(200);
    expect(ours).toEqual(theirs);
  });

  it('had its matrix in several files, and left nothing else behind', async () => {
    const { run, store } = cloud;
    const shards = await store.list(`${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/`);
    expect(shards.length).toBeGreaterThan(1);
    expect(aws.s3.shelf.keys('lake', 'scratch/')).toEqual([]);
    expect(aws.s3.shelf.keys('results', 'athena/tables/')).toEqual([]);
    expect(aws.athena.catalogue.databases()).toEqual(['default']);
  });

  it('is looked at and moved from a laptop, as a run in a folder is', async () => {
    vi.stubEnv('PATH', process.env.PATH);
    for (const [name, value] of Object.entries(aws.env())) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const both = async (...args: string[]) => {
      const [here, there] = [
        await holdfast(...args, '--out', local.out),
        await holdfast(...args, '--out', cloud.out),
      ];
      expect(there.err, args.join(' ')).toBe(here.err.replaceAll(`${local.out}/`, 's3://lake/holdfast/'));
      expect(there.out, args.join(' ')).toBe(here.out.replaceAll(`${local.out}/`, 's3://lake/holdfast/'));
      expect(there.code, args.join(' ')).toBe(here.code);
      return there;
    };
    const version = JSON.parse((await both('models', 'list', '--json')).out).champion.version;
    expect((await both('models', 'show', version)).out).toContain('Card: s3://lake/holdfast/models/');
    expect((await both('models', 'health')).code).toBe(0);
    expect((await both('status', '--config', local.config)).out).toContain('stands');
    expect((await both('prune', '--yes')).out).toContain('Everything is needed by a published run.');
    const again = await both('models', 'promote', version, 'a look by hand');
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('is the champion already') });
    expect((await both('models', 'list')).out).not.toContain('a look by hand');
    expect((await both('models', 'show', 'v0')).code).toBe(2);
  });
});
