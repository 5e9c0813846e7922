import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureMoods } from '../../../contracts/artefacts/feature-moods.ts';
import type { ModelEntry } from '../../../contracts/artefacts/model-entry.ts';
import { retention } from '../../../contracts/artefacts/model-entry.ts';
import { modelRanks } from '../../../contracts/artefacts/quality.ts';
import type { Feature } from '../../../contracts/feature.ts';
import { keys } from '../../../contracts/keys.ts';
import type { Baseline, Distribution } from '../../../models/drift.ts';
import { measureQuality, type Standings } from '../../../models/quality.ts';
import { fitEnsembleModel } from '../../../models/retention.ts';
import type { FittedModel, LearningSet } from '../../../models/types.ts';
import { crown, reinstate } from '../../../pipeline/registry/crown.ts';
import { loadModel, storeModel } from '../../../pipeline/registry/model-store.ts';
import { listModels, promote, readChampion, rollBack } from '../../../pipeline/registry/registry.ts';
import { driversOf } from '../../../pipeline/training/drivers.ts';
import { noExtrapolation } from '../../../pipeline/training/extrapolation.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { simulatedRows } from '../../models/simulated-rows.ts';
import { scratchFolder } from '../../support/scratch.ts';

const later = simulatedRows(800, 9);
const features: Feature[] = later.table.columns.map(({ name, kind }) => ({
  name,
  kind,
  family: 'simulated',
  means: name,
  unit: '',
  needs: [`orders.${name}`],
  group: name,
  reason: null,
}));
const names = features.map(({ name }) => name);

/** One model that learned, and one that learned from outcomes of other customers: noise. */
let good: FittedModel;
let poor: FittedModel;

beforeAll(async () => {
  const train = simulatedRows(1200, 1);
  const shuffled: LearningSet = {
    ...train,
    churned: train.churned.map((_, i) => train.churned[(i + 601) % 1200]!),
    value: train.value.map((_, i) => train.value[(i + 601) % 1200]!),
  };
  const hyper = { members: 4, epochs: 6 };
  good = await fitEnsembleModel(train, later, { seed: 1 }, hyper);
  poor = await fitEnsembleModel(shuffled, later, { seed: 1 }, hyper);
});

const nothing: Distribution = { bins: { kind: 'number', least: Number.NaN, cuts: [] }, counts: [0, 0] };
const baseline: Baseline = {
  asOf: '2025-06-01',
  rows: 0,
  features: [],
  churn: nothing,
  value: nothing,
  estimated: null,
  promised: null,
};

/** Stores a fitted model as a version and lets it challenge the champion. */
async function arrive(
  store: ReturnType<typeof folderStore>,
  version: string,
  asOf: string,
  fitted: FittedModel,
  { standings = modelRanks, moods = null }: Partial<Pick<ModelEntry, 'standings' | 'moods'>> = {},
) {
  const entry = await storeModel(
    store,
    {
      version,
      business: { name: 'Maren & Vale', currency: 'EUR' },
      asOf,
      codeVersion: 'test',
      features,
      trainedOn: ['2025-01-01'],
      judgedOn: ['2025-06-01'],
      rows: { train: 1200, later: 800 },
      quality: measureQuality(later, fitted.later, [], { listShare: 0.1, seed: 1 }),
      standings,
      extrapolation: noExtrapolation,
      drivers: driversOf(fitted.model, later.table, features),
      doubts: [],
      notes: [],
      moods,
    },
    fitted,
    baseline,
  );
  return crown(store, { entry, later, predicted: fitted.later });
}

const open = () => folderStore(scratchFolder());

describe('the registry', () => {
  it('never crowns a version that ranks nobody over one that ranks, and always the other way round', async () => {
    const store = open();
    const unfit: Standings = {
      ...modelRanks,
      churn: { ranks: 'nobody', because: 'chance', rule: null, figures: null },
    };
    await arrive(store, 'poor', '2025-09-01', poor);
    expect(await arrive(store, 'unfit', '2025-10-01', good, { standings: unfit })).toMatchObject({
      version: 'poor',
      decision: {
        promoted: false,
        because: 'unfit',
        sentence: expect.stringMatching(/ranks nobody, so .* stays/),
      },
    });
    const other = open();
    await arrive(other, 'unfit', '2025-09-01', good, { standings: unfit });
    expect(await arrive(other, 'poor', '2025-10-01', poor)).toMatchObject({
      version: 'poor',
      decision: { promoted: true, because: 'unfit' },
    });
  });

  it('never crowns a version that learned while moods could not be read over one that knows them', async () => {
    const read: FeatureMoods = { reader: 'own', service: null, learnedUntil: '2025-08-31' };
    const failed: FeatureMoods = { reader: 'failed', service: null, learnedUntil: null };
    const store = open();
    await arrive(store, 'old', '2025-09-01', poor, { moods: read });
    const { version, decision } = await arrive(store, 'lacks', '2025-10-01', good, { moods: failed });
    expect([version, decision.promoted, decision.because]).toEqual(['old', false, 'unfit']);
    expect(decision.sentence).toMatch(/learned without the moods .* champion old knows them .* it stays/);
    const again = await arrive(store, 'reads', '2025-11-01', good, { moods: read });
    expect(again).toMatchObject({ version: 'reads', decision: { because: 'better' } });
    const other = open();
    await arrive(other, 'none', '2025-09-01', poor, { moods: { ...failed, reader: 'none' } });
    expect(await arrive(other, 'lacks', '2025-10-01', good, { moods: failed })).toMatchObject({
      version: 'lacks',
    });
  });

  it('crowns the first, keeps the champion against a worse one, and gives way to a better one', async () => {
    const store = open();
    expect(await arrive(store, 'poor', '2025-09-01', poor)).toMatchObject({
      version: 'poor',
      decision: { promoted: true, because: 'first' },
    });
    const won = await arrive(store, 'good', '2025-10-01', good);
    expect(won).toMatchObject({ version: 'good', decision: { promoted: true, because: 'better' } });
    expect(won.decision.sentence).toMatch(/is better on later rows: log loss of churn is lower/);
    const kept = await arrive(store, 'poor again', '2025-11-01', poor);
    expect(kept).toMatchObject({ version: 'good', decision: { promoted: false, because: 'not-better' } });
    expect((await readChampion(store))?.champion).toMatchObject({ version: 'good', previous: 'poor' });
    expect((await listModels(store)).map(({ version }) => version)).toEqual(['poor', 'good', 'poor again']);
  });

  it('answers as before when run again after it was killed', async () => {
    const store = open();
    const first = await arrive(store, 'a', '2025-09-01', good);
    expect(await arrive(store, 'a', '2025-09-01', good)).toEqual(first);
  });

  it('compares the fits that had not learned from later rows, not those refitted', async () => {
    const store = open();
    await arrive(store, 'a', '2025-09-01', { ...good, model: poor.model });
    const equal = await arrive(store, 'b', '2025-10-01', good);
    expect(equal).toMatchObject({ version: 'a', decision: { promoted: false, because: 'not-better' } });
    const { model } = await loadModel(store, 'a', names);
    expect(model.predict(later.table)).toEqual(poor.model.predict(later.table));
  });

  it('never lets a look from the past use or move a later champion', async () => {
    const store = open();
    await arrive(store, 'now', '2025-10-01', poor);
    const back = await arrive(store, 'then', '2025-03-01', good);
    expect(back).toMatchObject({ version: 'then', decision: { promoted: false, because: 'backfill' } });
    expect((await readChampion(store))?.champion.version).toBe('now');
  });

  it('puts back a champion whose pointer was removed, and leaves one that stands', async () => {
    const store = open();
    const first = await arrive(store, 'a', '2025-09-01', good);
    const stands = await readChampion(store);
    expect(await reinstate(store, first)).toBe(false);
    await store.delete(keys.champion(retention));
    expect(await reinstate(store, first)).toBe(true);
    expect(await readChampion(store)).toEqual(stands);
    const kept = await arrive(store, 'b', '2025-10-01', poor);
    await store.delete(keys.champion(retention));
    expect(await reinstate(store, kept)).toBe(true);
    expect((await readChampion(store))?.champion).toMatchObject({
      version: 'a',
      asOf: '2025-09-01',
      decision: { promoted: true },
    });
  });

  it('is moved by hand and back, and refuses what is not there', async () => {
    const store = open();
    await arrive(store, 'a', '2025-09-01', good);
    await arrive(store, 'b', '2025-10-01', poor);
    await promote(store, 'b', 'for a test');
    expect((await readChampion(store))?.champion).toMatchObject({ version: 'b', previous: 'a' });
    const stands = await readChampion(store);
    await promote(store, 'b', 'once more');
    expect(await readChampion(store)).toEqual(stands);
    expect((await rollBack(store)).version).toBe('a');
    await expect(promote(store, 'c', 'why not')).rejects.toThrow(/There is no model c/);
  });
});

describe('a stored model', () => {
  it('comes back as it was, with its card', async () => {
    const store = open();
    await arrive(store, 'a', '2025-09-01', good);
    const { model, entry } = await loadModel(store, 'a', names);
    expect(model.predict(later.table)).toEqual(good.model.predict(later.table));
    const text = async (file: 'card.md' | 'card.html') =>
      new TextDecoder().decode((await store.get(keys.modelFile(retention, 'a', file)))!);
    const auc = entry.quality.churn!.auc.value.toFixed(3);
    expect(await text('card.md')).toContain(`| the model | ${auc} [`);
    expect((await text('card.html')).match(/<svg /g)).toHaveLength(8);
  });

  it.each(['weights.bin', 'model.json'] as const)('is refused where its %s was changed', async (file) => {
    const store = open();
    await arrive(store, 'a', '2025-09-01', good);
    const key = keys.modelFile(retention, 'a', file);
    const bytes = (await store.get(key))!;
    await store.put(key, bytes.slice(0, -1));
    await expect(loadModel(store, 'a', names)).rejects.toThrow(/not the file that model a was stored with/);
  });

  it('is refused for other features, by name', async () => {
    const store = open();
    await arrive(store, 'a', '2025-09-01', good);
    await expect(loadModel(store, 'a', [...names.slice(1), 'new_one'])).rejects.toThrow(
      new RegExp(`${names[0]}.*new_one`, 's'),
    );
  });

  it('says what moves it, as shares', () => {
    const drivers = driversOf(good.model, later.table, features);
    expect(drivers.reduce((sum: number, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(drivers.map(({ share }) => share)).toEqual(
      drivers.map(({ share }) => share).sort((a, b) => b - a),
    );
  });
});
