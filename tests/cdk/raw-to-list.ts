import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { openLocalRun, type RunOptions } from '../../cli/local-run.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { StageName } from '../../contracts/stages.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { readListManifest } from '../../pipeline/targeting/list-manifest.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import type { AwsAround } from '../../tools/aws/start-aws.ts';
import { silence } from '../support/silence.ts';
import type { Cloud } from './cloud.ts';

/** Of the small business. */
export const day = '2025-09-24';
export const scheduledAt = `${day}T03:00:00Z`;
/** Its outcomes are known on the day. */
export const earlier = '2025-07-26';

/** What the machines do, on a folder. */
export interface Local {
  readonly store: ObjectStore;
  /** Whether the model is of a backfill over the earlier day, whose run the training then finds done. */
  readonly backfill: boolean;
  /** Ids of the runs. */
  readonly trained: string;
  readonly scored: string;
}

/**
 * Training, where wanted by the run of an earlier day, which makes its list as well, and a night, as `holdfast run` does them
 * beside the config, on the backend that the deployed functions have.
 */
export async function runLocally(
  config: string,
  { backfill }: { readonly backfill: boolean },
): Promise<Local> {
  process.env.HOLDFAST_BACKEND = 'wasm';
  const options = { config, out: join(dirname(config), 'out') };
  const run = async (how: Partial<RunOptions>, last: StageName) => {
    const opened = await openLocalRun({ ...options, ...how }, silence);
    await runUntil(last, opened.run, opened.environment);
    return opened.run.id;
  };
  const trained = backfill ? await run({ asOf: earlier }, 'list') : await run({}, 'train');
  const scored = await run({ training: false }, 'list');
  return { store: folderStore(options.out), backfill, trained, scored };
}

/** The same on the deployed machines, from the raw files in the bucket to the published list; each is the run that it is locally. */
export async function runDeployed(
  cloud: Cloud<AwsAround>,
  { backfill, trained, scored }: Local,
): Promise<void> {
  if (backfill) {
    const dates = { from: earlier, to: earlier, everyDays: 7 };
    expect(await cloud.run('Backfill', dates)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await readListManifest(cloud.store, earlier)).toMatchObject({ run: trained });
  }
  const training = await cloud.run('Training', { scheduledAt, ...(backfill ? { asOf: earlier } : {}) });
  const asOf = backfill ? earlier : day;
  expect(training).toMatchObject({ status: 'SUCCEEDED', output: { run: trained, asOf } });
  const scoring = await cloud.run('Scoring', { scheduledAt });
  expect(scoring).toMatchObject({ status: 'SUCCEEDED', output: { run: scored, asOf: day } });
}

/** What people, later runs and other systems read of the runs is the same, byte for byte. */
export async function expectSameBytes(ours: ObjectStore, local: ObjectStore): Promise<void> {
  for (const prefix of ['lists/', 'ledger/', 'models/', 'scores/']) {
    const files = (await local.list(prefix)).map(({ key }) => key);
    expect(files.length).toBeGreaterThan(0);
    expect((await ours.list(prefix)).map(({ key }) => key)).toEqual(files);
    for (const key of files) {
      expect(Buffer.from((await ours.get(key))!).equals((await local.get(key))!), key).toBe(true);
    }
  }
}
