import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import type { Run } from '../../../contracts/artefacts/plan.ts';
import { keys } from '../../../contracts/keys.ts';
import type { Scalar } from '../../../contracts/ports/warehouse.ts';
import { list } from '../../../pipeline/stages/list.ts';
import type { RunEnvironment } from '../../../pipeline/stages/run.ts';
import { openScorer, score } from '../../../pipeline/stages/score.ts';
import { keyOf } from '../../../pipeline/stages/stage.ts';
import { readParquet, writeParquet } from '../../../pipeline/tables/parquet.ts';
import { countingStore } from '../../support/counting-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';
import { trainedBusiness } from '../../support/trained-business.ts';

const folder = scratchFolder({ for: 'file' });
let run: Run;
let environment: RunEnvironment;

async function scoreFiles(): Promise<Map<string, Record<string, Scalar>[]>> {
  const { store } = environment;
  const files = new Map<string, Record<string, Scalar>[]>();
  for (const { key } of await store.list(keys.scores(keyOf(run, 'score')))) {
    files.set(key.slice(key.lastIndexOf('/') + 1), await readParquet((await store.get(key))!));
  }
  return files;
}

beforeAll(async () => {
  ({ run, environment } = await openLocalRun(await trainedBusiness(folder), silence));
  await environment.store.delete(keys.stageRecord(keyOf(run, 'list'), 'list')); // no list of its scores yet
});

describe('a shard of features', () => {
  it('is not scored again, and nothing is asked of each shard, where its scores stand', async () => {
    const { store, calls } = countingStore(environment.store);
    await store.delete(keys.stageRecord(keyOf(run, 'score'), 'score'));
    calls.length = 0;
    await score(run, { ...environment, store });
    const ofScores = calls.filter(({ key }) => key.startsWith('scores/')).map(({ method }) => method);
    // the listing of what is scored, and the record of what stands there
    expect(ofScores).toEqual(['list', 'list', 'tag']);
  });

  it('with more customers than are scored at a time is scored in files of at most so many, the first one last', async () => {
    const whole = [...(await scoreFiles()).values()].flat();
    const { store, calls } = countingStore(environment.store);
    const scorer = await openScorer(run, { ...environment, store }, 120);
    await store.delete(`${keys.scores(keyOf(run, 'score'))}part-0.parquet`);
    await scorer.score(`${keys.features(keyOf(run, 'features'))}as_of=${run.asOf}/part-0.parquet`);
    const written = calls.filter(({ method }) => method === 'put').map(({ key }) => key);
    expect(written.map((key) => key.slice(key.lastIndexOf('/') + 1))).toEqual([
      'part-0.240.parquet',
      'part-0.120.parquet',
      'part-0.parquet',
    ]);
    const files = await scoreFiles();
    const rows = ['part-0.parquet', 'part-0.120.parquet', 'part-0.240.parquet'].map(
      (name) => files.get(name)!,
    );
    expect(rows.map(({ length }) => length)).toEqual([120, 120, whole.length - 240]);
    expect(rows.flat()).toEqual(whole);
  });

  it('is scored again where its scores are not what was recorded, and the list refuses them until then', async () => {
    const { store } = environment;
    const key = `${keys.scores(keyOf(run, 'score'))}part-0.parquet`;
    for (const { key: rest } of await store.list(keys.scores(keyOf(run, 'score')))) await store.delete(rest);
    await score(run, environment);
    const whole = (await store.get(key))!;
    const rows = await readParquet(whole);
    const other = writeParquet([{ name: 'customer_id', type: 'text', values: rows.map(() => 'somebody') }]);
    for (const changed of [other, whole.slice(0, whole.length >> 1)]) {
      await store.put(key, changed);
      await expect(list(run, environment)).rejects.toThrow(/is not as it was scored/);
      await score(run, environment);
      expect(await store.get(key)).toEqual(whole);
    }
  });

  it('heals where it was cut before anything was recorded', async () => {
    const { store } = environment;
    const key = `${keys.scores(keyOf(run, 'score'))}part-0.parquet`;
    const whole = (await store.get(key))!;
    await store.put(key, whole.slice(0, whole.length >> 1));
    await store.delete(keys.stageRecord(keyOf(run, 'score'), 'score'));
    await score(run, environment);
    expect(await store.get(key)).toEqual(whole);
  });

  it('is said to lack moods that its model learned with, or to have others, in the notes and on the list', async () => {
    const { store } = environment;
    const trained = (await store.get(keys.stageRecord(keyOf(run, 'train'), 'train')))!;
    const { version } = JSON.parse(Buffer.from(trained).toString()).result.crowned;
    const key = keys.modelFile('retention', version, 'manifest.json');
    const entry = (await store.get(key))!;
    const moods = { reader: 'own', service: null, learnedUntil: '2025-09-01' };
    await store.put(key, JSON.stringify({ ...JSON.parse(Buffer.from(entry).toString()), moods }));
    const notes: string[] = [];
    const progress = { ...silence, note: (text: string) => void notes.push(text) };
    await openScorer(run, { ...environment, progress });
    expect(notes).toEqual([expect.stringMatching(/^The model learned with moods .* have none\. Customers/)]);
    expect((await list(run, environment)).result.notes).toEqual(expect.arrayContaining(notes));
    await store.put(key, entry);
  });
});
