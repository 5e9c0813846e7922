import { expect, it } from 'vitest';
import { openLocalRun } from '../../../cli/local-run.ts';
import { keys } from '../../../contracts/keys.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import { moodByWords } from '../../../models/text.ts';
import { features } from '../../../pipeline/stages/features.ts';
import { runUntil } from '../../../pipeline/stages/run-all.ts';
import { keyOf } from '../../../pipeline/stages/stage.ts';
import { texts } from '../../../pipeline/stages/texts.ts';
import { readParquet } from '../../../pipeline/tables/parquet.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { fakeService, sure } from '../texts/service/fake-service.ts';
import { writeShop } from './written-shop.ts';

async function openShop(more = '') {
  const told: string[] = [];
  const progress = {
    stage: (name: string) => void told.push(name),
    fraction: () => {},
    note: (text: string) => void told.push(text),
  };
  const options = { config: writeShop(scratchFolder(), more), out: scratchFolder(), training: false };
  const { openMoodService: _, ...local } = (await openLocalRun(options, progress)).environment;
  const { run } = await openLocalRun(options, progress);
  const key = keyOf(run, 'features');
  return { run, environment: local, store: local.store, told, matrix: keys.features(key), key };
}

async function rowsUnder(store: ObjectStore, prefix: string) {
  const files = await store.list(prefix);
  return (await Promise.all(files.map(async ({ key }) => readParquet((await store.get(key))!)))).flat();
}

it('features hold the moods that were read of words without a score, each at its time, and no mood of a score', async () => {
  const { run, environment, store, told, matrix } = await openShop();
  const { moods } = await runUntil('features', run, environment);
  expect(told.filter((name) => ['check', 'texts', 'features'].includes(name))).toEqual([
    'check',
    'texts',
    'features',
  ]);
  expect(moods).toEqual({ reader: 'own', service: null, learnedUntil: '2025-11-30' });

  const read = await rowsUnder(store, keys.moods(keyOf(run, 'texts')));
  const casesOf = (customer: string) =>
    read
      .filter((one) => one.source === 'ticket' && one.customer_id === customer && one.sentiment !== null)
      .map(({ sentiment, written_at }) => ({ mood: Number(sentiment), at: String(written_at) }));
  const rows = await rowsUnder(store, matrix);
  expect(rows).toHaveLength(3);
  for (const customer of ['c0', 'c1']) {
    const row = rows.find(({ customer_id }) => customer_id === customer)!;
    const cases = casesOf(customer);
    expect(cases.length).toBeGreaterThan(5);
    const sum = cases.reduce((all, { mood }) => all + mood, 0);
    expect(row.ticket_sentiment_mean_365d).toBeCloseTo(sum / cases.length, 5);
    const angry = cases.filter(({ mood, at }) => mood < -0.25 && at >= '2025-09-02 00:00:00');
    expect(row.tickets_negative_90d).toBe(angry.length);
    // every answer has a score
    expect([row.comment_sentiment_last, row.comments_negative_90d]).toEqual([null, 0]);
  }
});

it('features are made without moods where texts failed, say so, and stay so when texts are read later', async () => {
  const { run, environment, store, told, matrix, key } = await openShop(
    'cx: { sentiment: { reader: comprehend, region: eu-central-1 } }\n',
  );
  const { moods } = await runUntil('features', run, environment);
  expect(moods).toEqual({ reader: 'failed', service: null, learnedUntil: null });
  expect(told).toContainEqual(expect.stringMatching(/^made without moods .* as the stage texts has failed$/));
  const bytesOf = async () => {
    const [file] = await store.list(matrix);
    return store.get(file!.key);
  };
  const bytes = await bytesOf();
  expect((await rowsUnder(store, matrix)).map((row) => row.ticket_sentiment_last)).toEqual([
    null,
    null,
    null,
  ]);

  const service = fakeService((text) => sure(moodByWords(text)! > 0 ? 'positive' : 'negative'), {
    name: 'comprehend',
    languages: ['en'],
  });
  await texts(run, { ...environment, openMoodService: async () => service });
  await features(run, environment);
  expect(told.at(-1)).toMatch(
    /had failed then; .* they stay as they are: the next as-of date has the moods$/,
  );
  for (const file of await store.list(matrix)) await store.delete(file.key);
  const again = await features(run, environment);
  expect(again.result.moods).toEqual(moods);
  expect(await bytesOf()).toEqual(bytes);

  // whoever begins without a record takes what was read
  await store.delete(keys.stageRecord(key, 'features'));
  const fresh = await features(run, environment);
  expect(fresh.result.moods).toEqual({ reader: 'comprehend', service: 'A service', learnedUntil: null });
  expect(await bytesOf()).not.toEqual(bytes);
  // and is not made again without
  await store.delete(keys.stageRecord(keyOf(run, 'texts'), 'texts'));
  for (const file of await store.list(matrix)) await store.delete(file.key);
  await expect(features(run, environment)).rejects.toThrow(/Stage texts .* is not complete/);
});
