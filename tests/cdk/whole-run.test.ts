import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalRun } from '../../cli/local-run.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { scratchFolder } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { smallBusiness } from '../support/small-business.ts';
import { type Cloud, cloudOf } from './cloud.ts';

const folder = scratchFolder({ for: 'file' });
const out = join(folder, 'out');
const scheduledAt = '2025-09-24T03:00:00Z';
let cloud: Cloud;

beforeAll(async () => {
  cloud = await cloudOf(await smallBusiness(folder));
}, 240_000);
afterAll(() => cloud.aws.close());

async function runLocally(): Promise<void> {
  const options = { config: join(folder, 'holdfast.yaml'), out };
  const trained = await openLocalRun(options, silence);
  await runUntil('train', trained.run, trained.environment);
  const scored = await openLocalRun({ ...options, training: false }, silence);
  await runUntil('list', scored.run, scored.environment);
}

describe('the deployed pipeline', () => {
  it('goes from raw files to the published list, and gives the bytes of a local run', async () => {
    expect(await cloud.run('Training', { scheduledAt })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await cloud.run('Scoring', { scheduledAt })).toMatchObject({ status: 'SUCCEEDED' });
    expect(cloud.aws.forbidden()).toEqual([]);
    await runLocally();
    const local = folderStore(out);
    for (const prefix of ['lists/', 'ledger/', 'models/', 'scores/']) {
      const files = (await local.list(prefix)).map(({ key }) => key);
      expect(files.length).toBeGreaterThan(0);
      expect((await cloud.store.list(prefix)).map(({ key }) => key)).toEqual(files);
      for (const key of files) expect(await cloud.store.get(key), key).toEqual(await local.get(key));
    }
  }, 600_000);
});
