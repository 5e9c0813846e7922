import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { nameRun, type RunEnvironment } from '../../../pipeline/stages/run.ts';
import { runStage } from '../../../pipeline/stages/stage.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';

const scored = { model: 'm', customers: 3, active: 2 };

function setUp() {
  const store = folderStore(scratchFolder());
  const config = fixtureConfig({ customers: { csv: 'customer_id,joined_at' } });
  const run = nameRun({ config, asOf: '2026-01-01', training: true, code: {}, inputs: [] }, null);
  const openWarehouse = () => Promise.reject(new Error('no warehouse is needed here'));
  const environment: RunEnvironment = { store, openWarehouse, progress: silence };
  let times = 0;
  const work = () =>
    runStage('score', run, environment, async () => {
      times++;
      await store.put('features/x', `made`);
      return { result: scored, wrote: ['features/'] };
    });
  return { store, run, environment, work, times: () => times };
}

describe('a stage', () => {
  it('is done once, and answers its record the second time', async () => {
    const { work, times } = setUp();
    const first = await work();
    expect(await work()).toEqual(first);
    expect(times()).toBe(1);
  });

  it('is done again where an output is gone or has other content', async () => {
    const { work, times, store } = setUp();
    await work();
    await store.put('features/x', 'tampered with');
    await work();
    expect(times()).toBe(2);
    expect(readFileSync(store.locate('features/x'), 'utf8')).toBe('made');
  });

  it('of ten thousand outputs is found complete by listing their folders, where a listing tells the tags', async () => {
    const { run, environment, store } = setUp();
    const outputs = Array.from({ length: 10_000 }, (_, i) => ({
      key: `scores/${i}.parquet`,
      size: 1,
      tag: `t${i}`,
    }));
    const listed: string[] = [];
    const known: ObjectStore = {
      ...store,
      list: async (prefix) => {
        listed.push(prefix);
        return outputs.filter(({ key }) => key.startsWith(prefix));
      },
      tag: () => Promise.reject(new Error('each object was looked at')),
    };
    let times = 0;
    const work = () =>
      runStage('score', run, { ...environment, store: known }, async () => {
        times++;
        return { result: scored, wrote: ['scores/'] };
      });
    await work();
    await work();
    expect([times, listed]).toEqual([1, ['scores/', 'scores/']]);
    outputs[9_999] = { ...outputs[9_999]!, tag: 'another' };
    await work();
    outputs.pop();
    await work();
    expect(times).toBe(3);
  });

  it('leaves no record where it failed', async () => {
    const { run, environment, store } = setUp();
    const broken = runStage('train', run, environment, async () => {
      await store.put('models/half', 'half');
      throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await store.list('stages/')).toEqual([]);
  });
});
