import { describe, expect, it } from 'vitest';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { announceDate, settleDates } from '../../../pipeline/published/move-index.ts';
import { readIndex } from '../../../pipeline/published/read-index.ts';
import { findUnneeded } from '../../../pipeline/published/unneeded.ts';
import { fixtureConfig } from '../../support/check-fixture.ts';
import { memoryStore } from '../../support/memory-store.ts';

const { business, churn, clv } = fixtureConfig({ customers: { csv: 'customer_id,joined_at' } });
const json = (store: ObjectStore, key: string, value: unknown) => store.put(key, JSON.stringify(value));

/** Leaves what a complete run leaves, as far as the index reads it. */
async function complete(store: ObjectStore, run: string, asOf: string): Promise<void> {
  const stageOf = (stage: string, outputs: string[]) => ({
    stage,
    key: `${stage}-${run}`,
    record: keys.stageRecord(`${stage}-${run}`, stage),
    outputs: outputs.map((key) => ({ key })),
  });
  const scores = `${keys.scores(`score-${run}`)}part-0.parquet`;
  const stages = [stageOf('score', [scores]), stageOf('features', [])];
  await store.put(scores, 'scores');
  await json(store, stages[0]!.record, { result: { model: `model of ${run}` } });
  await json(store, stages[1]!.record, { result: { schedule: { observedDays: 60 } } });
  await json(store, keys.plan(run), { keys: { score: `score-${run}`, features: `features-${run}` } });
  await json(store, keys.runManifest(run), { run, asOf, config: { business, churn, clv }, stages });
}

const list = (store: ObjectStore, run: string, asOf: string, state = 'complete') =>
  json(store, keys.listManifest(asOf), { state, run });

async function publish(store: ObjectStore, run: string, asOf: string): Promise<void> {
  await announceDate(store, asOf);
  await list(store, run, asOf);
  await complete(store, run, asOf);
  await settleDates(store);
}

const runsOf = async (store: ObjectStore) =>
  (await readIndex(store)).index.runs.map(({ asOf, run }) => [asOf, run]);

describe('the index of what is published', () => {
  it('names the run of each date, the last whose lists stand there, with what its readers need', async () => {
    const store = memoryStore();
    await publish(store, 'b', '2026-01-02');
    await publish(store, 'a', '2026-01-01');
    await publish(store, 'c', '2026-01-02');
    expect(await runsOf(store)).toEqual([
      ['2026-01-01', 'a'],
      ['2026-01-02', 'c'],
    ]);
    const [first] = (await readIndex(store)).index.runs;
    expect(first).toMatchObject({ model: 'model of a', observedDays: 60, scores: keys.scores('score-a') });
  });

  it('is settled by the next run where one stopped between its manifest and the index', async () => {
    const store = memoryStore();
    await announceDate(store, '2026-01-01');
    await list(store, 'a', '2026-01-01');
    await complete(store, 'a', '2026-01-01');
    expect(await runsOf(store)).toEqual([]);
    await publish(store, 'b', '2026-01-02');
    expect(await runsOf(store)).toEqual([
      ['2026-01-01', 'a'],
      ['2026-01-02', 'b'],
    ]);
    expect((await readIndex(store)).index.pending).toEqual([]);
  });

  it('waits for lists that are being replaced, and for a run that is not complete', async () => {
    const store = memoryStore();
    await announceDate(store, '2026-01-01');
    await list(store, 'a', '2026-01-01', 'publishing');
    await settleDates(store);
    await list(store, 'a', '2026-01-01');
    await settleDates(store);
    expect((await readIndex(store)).index).toEqual({ runs: [], pending: ['2026-01-01'] });
  });

  it('loses nothing where many move it at once', async () => {
    const store = memoryStore();
    const days = Array.from({ length: 8 }, (_, i) => `2026-01-0${i + 1}`);
    await Promise.all(days.map((day, i) => publish(store, `r${i}`, day)));
    expect(await runsOf(store)).toEqual(days.map((day, i) => [day, `r${i}`]));
  });

  it('of a store that has none comes from the manifests of its runs, once', async () => {
    const store = memoryStore();
    for (const run of ['a', 'b', 'c']) await complete(store, run, '2026-01-01');
    await list(store, 'b', '2026-01-01');
    expect(await runsOf(store)).toEqual([['2026-01-01', 'b']]);
    await publish(store, 'd', '2026-01-02');
    expect(await runsOf(store)).toEqual([
      ['2026-01-01', 'b'],
      ['2026-01-02', 'd'],
    ]);
    expect(await store.tag(keys.published())).not.toBeNull();
  });
});

describe('what nobody needs', () => {
  it('is what no published run points to, never lists, ledger, models or the index', async () => {
    const store = memoryStore();
    await publish(store, 'a', '2026-01-01');
    await publish(store, 'b', '2026-01-01');
    for (const key of ['ledger/arms/00000001.parquet', 'models/retention/m/weights.bin']) {
      await store.put(key, 'kept');
    }
    const { objects, byFolder } = await findUnneeded(store);
    expect(objects.map(({ key }) => key)).toEqual([
      keys.runManifest('a'),
      keys.plan('a'),
      keys.stageRecord('features-a', 'features'),
      keys.stageRecord('score-a', 'score'),
      `${keys.scores('score-a')}part-0.parquet`,
    ]);
    expect(byFolder.scores).toEqual({ files: 1, bytes: 6 });
  });

  it('is not said where the plan of a published run no longer tells what it needs', async () => {
    const store = memoryStore();
    await publish(store, 'a', '2026-01-01');
    await json(store, keys.plan('a'), {});
    await expect(findUnneeded(store)).rejects.toThrow(
      /plan\.json is missing or names no stages.*published run a/,
    );
    await store.delete(keys.plan('a'));
    await expect(findUnneeded(store)).rejects.toThrow(/nothing can be removed/);
    await store.delete(`${keys.scores('score-a')}part-0.parquet`); // old, as a bucket's rules remove it with the plan
    await expect(findUnneeded(store)).resolves.toBeDefined();
  });

  it('nor where that of a run about to be published does not', async () => {
    const store = memoryStore();
    await complete(store, 'a', '2026-01-01');
    await announceDate(store, '2026-01-01');
    await list(store, 'a', '2026-01-01');
    await store.delete(keys.plan('a'));
    await expect(findUnneeded(store)).rejects.toThrow(/nothing can be removed/);
  });
});
