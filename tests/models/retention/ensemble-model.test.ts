import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelDataError } from '../../../models/errors.ts';
import type { BlendRecord } from '../../../models/learn/blend/choose-blend.ts';
import { type Calibrator, calibrated } from '../../../models/learn/calibration/calibrator.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import { logLoss } from '../../../models/quality/metrics/probability.ts';
import { auc } from '../../../models/quality/metrics/ranking.ts';
import { normalisedGini, totalRatio } from '../../../models/quality/metrics/value.ts';
import { partsOf } from '../../../models/retention/cross-fit.ts';
import { ensembleManifest } from '../../../models/retention/ensemble/save-ensemble.ts';
import { growTrees, type TreesAhead } from '../../../models/retention/ensemble/trees-ahead.ts';
import { fitEnsembleModel, loadEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import type {
  Explanation,
  FittedModel,
  LearningSet,
  NumberColumn,
  Prediction,
  SavedModel,
} from '../../../models/types.ts';
import { planTerm, recencyTerm, type SimulatedRows, simulatedRows, ticketsTerm } from '../simulated-rows.ts';

/** A network that trains in a second. */
const small = { epochs: 6, batch: 64 };
const train = simulatedRows(3000, 1);
const later = simulatedRows(2000, 2);
const names = later.table.columns.map(({ name }) => name);
let fitted: FittedModel;
let saved: SavedModel;

beforeAll(async () => {
  fitted = await fitEnsembleModel(train, later, { seed: 1 }, small);
  saved = fitted.model.save();
});

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, v) => total + v, 0);
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const manifest = () => saved.manifest as Record<string, never>;

describe('quality on later rows', () => {
  it('of churn is next to what the truth itself would reach', () => {
    expect(auc(fitted.later.churn, later.churned)).toBeGreaterThan(
      auc(later.trueChurn, later.churned) - 0.01,
    );
    expect(logLoss(fitted.later.churn, later.churned)).toBeLessThan(
      logLoss(later.trueChurn, later.churned) + 0.012,
    );
  });

  it('of value is next to what the truth itself would reach, and its total right', () => {
    expect(normalisedGini(fitted.later.value, later.value)).toBeGreaterThan(
      normalisedGini(later.trueValue, later.value) - 0.015,
    );
    expect(totalRatio(fitted.later.value, later.value)).toBeCloseTo(1, 1);
  });

  it('holds on rows that had no part in anything', () => {
    const fresh = simulatedRows(4000, 3);
    const { churn, value, valueP10, valueP90 } = fitted.model.predict(fresh.table);
    expect(auc(churn, fresh.churned)).toBeGreaterThan(auc(fresh.trueChurn, fresh.churned) - 0.01);
    expect(normalisedGini(value, fresh.value)).toBeGreaterThan(
      normalisedGini(fresh.trueValue, fresh.value) - 0.015,
    );
    expect(sum(churn) / sum(fresh.churned)).toBeCloseTo(1, 1);
    const below = (quantile: Float64Array) => fresh.value.filter((v, i) => v <= quantile[i]).length / 4000;
    expect(Math.abs(below(valueP90) - 0.9)).toBeLessThan(0.03);
    expect(fresh.value.filter((v, i) => v < valueP10[i]).length / 4000).toBeLessThan(0.13);
  });

  it('of a customer is made without its own outcomes: others there change it not by a bit', async () => {
    const [set, judged] = [simulatedRows(400, 7), simulatedRows(300, 8, 2)];
    const fitted = (later: LearningSet) => fitEnsembleModel(set, later, { seed: 1 }, { epochs: 2 });
    const inPart = partsOf(judged.customer, 1).map((part) => (part === 3 ? 1 : 0));
    const changedThere = (values: Float64Array, to: (v: number) => number) =>
      values.map((v, i) => (inPart[i] ? to(v) : v));
    const before = (await fitted(judged)).later;
    const after = (
      await fitted({
        ...judged,
        churned: changedThere(judged.churned, (y) => 1 - y),
        value: changedThere(judged.value, (v) => 5 * v + 100),
      })
    ).later;
    for (const name of Object.keys(before) as (keyof Prediction)[]) {
      const moved = before[name].map((v, i) => (v === after[name][i] ? 0 : 1));
      expect(sum(moved.filter((_, i) => inPart[i])), name).toBe(0);
      // Nobody's P10 is above zero where one in ten brings nothing.
      if (name !== 'valueP10') expect(sum(moved), name).toBeGreaterThan(100);
    }
  });

  it('is not flattered: where outcomes are luck, later rows are predicted no better than by their rate', async () => {
    const seeds = [1, 2, 3, 4, 5];
    const scored = [];
    for (const seed of seeds) scored.push(await fitToLuck(seed));
    expect(sum(scored.map((each) => each.auc)) / seeds.length).toBeLessThan(0.54);
    expect(sum(scored.map((each) => each.excess)) / seeds.length).toBeGreaterThan(0);
  });

  /** One luck a customer, at four dates with the same features: a row that saw its own customer would know it. */
  async function fitToLuck(seed: number) {
    const random = randomStream(seed, 'luck');
    const luck = (n: number) => Float64Array.from({ length: n }, () => (random.uniform() < 0.3 ? 1 : 0));
    const [few, judged] = [simulatedRows(400, seed), simulatedRows(300, seed + 100, 4)];
    const first = (_: number, i: number) => i - (i % 4);
    const columns = judged.table.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: column.values.map(first).map((at) => column.values[at]) }
        : { ...column, codes: column.codes.map(first).map((at) => column.codes[at]) },
    );
    const own = luck(300);
    const churned = Float64Array.from(judged.customer, (c) => own[c]);
    const set = { ...judged, table: { rowCount: 1200, columns }, churned };
    const fitted = await fitEnsembleModel({ ...few, churned: luck(400) }, set, { seed: 1 }, { epochs: 3 });
    const rate = sum(own) / 300;
    const entropy = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
    return { auc: auc(fitted.later.churn, churned), excess: logLoss(fitted.later.churn, churned) - entropy };
  }
});

describe('reasons', () => {
  const rows = Array.from({ length: 300 }, (_, i) => i);
  let explanation: Explanation;
  beforeAll(() => {
    explanation = fitted.model.explain(later.table, rows);
  });

  it('sum to the logit less the reference customer’s, within 1e-3', () => {
    const width = names.length;
    for (const i of rows) {
      const total = sum(explanation.contributions.subarray(i * width, (i + 1) * width));
      expect(Math.abs(total - (explanation.logit[i] - explanation.baseline))).toBeLessThan(1e-3);
    }
  });

  it('of a blend sum up too, to the blended logit that the prediction is calibrated from', async () => {
    const [set, judged] = [tangled(simulatedRows(1500, 11), 1), tangled(simulatedRows(1000, 12), 2)];
    const { model } = await fitEnsembleModel(set, judged, { seed: 1 }, small);
    const { adjustment, blend } = model.save().manifest as unknown as {
      adjustment: { calibrator: Calibrator };
      blend: { churn: BlendRecord };
    };
    expect(blend.churn.published).toBe('blend');
    expect(Math.min(...Object.values(blend.churn.weights))).toBeGreaterThan(0.1);
    const { churn } = model.predict(judged.table);
    const { contributions, logit, baseline } = model.explain(judged.table, rows);
    for (const i of rows) {
      expect(churn[i]).toBeCloseTo(calibrated(adjustment.calibrator, logit[i]), 9);
      const own = contributions.subarray(i * names.length, (i + 1) * names.length);
      expect(Math.abs(sum(own) - (logit[i] - baseline))).toBeLessThan(1e-3);
    }
  });

  it('name the true cause: what moved the true logit most against the usual customer', () => {
    const column = (name: string) => later.table.columns.find((c) => c.name === name)!;
    const values = (name: string) => (column(name) as NumberColumn).values;
    const usual = new Map(fitted.model.usual().map(({ name, usual }) => [name, usual]));
    const plan = column('plan') as { codes: Int32Array; levels: readonly string[] };
    const usualPlan = plan.levels.indexOf(usual.get('plan') as string);
    const truth = (i: number): Record<string, number> => ({
      recency_days: recencyTerm(values('recency_days')[i]) - recencyTerm(usual.get('recency_days') as number),
      tickets_30d: ticketsTerm(values('tickets_30d')[i]) - ticketsTerm(usual.get('tickets_30d') as number),
      plan: planTerm(plan.codes[i]) - planTerm(usualPlan),
    });
    const strong = rows.flatMap((i) => {
      const [first, second] = Object.entries(truth(i)).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
      return Math.abs(first[1]) > 1 + Math.abs(second[1]) ? [{ i, cause: first[0] }] : [];
    });
    const found = strong.filter(({ i, cause }) => topOf(i) === cause);
    expect(strong.length).toBeGreaterThan(20);
    expect(found.length / strong.length).toBeGreaterThan(0.9);
  });

  it('are against those who could still leave, whoever else teaches value', async () => {
    const set = simulatedRows(600, 5);
    // every second customer has been gone for years: churn is not asked of them
    const isGone = (i: number) => i % 2 === 1;
    const columns = set.table.columns.map((column) =>
      column.kind === 'number' && column.name === 'recency_days'
        ? { ...column, values: column.values.map((days, i) => (isGone(i) ? days + 2000 : days)) }
        : column,
    );
    const churned = set.churned.map((y, i) => (isGone(i) ? Number.NaN : y));
    const taught = { ...set, table: { ...set.table, columns }, churned };
    const { model } = await fitEnsembleModel(taught, later, { seed: 1 }, { epochs: 2 });
    const { values } = columns.find(({ name }) => name === 'recency_days') as NumberColumn;
    const active = values.filter((_, i) => !isGone(i)).sort();
    expect(model.usual().find(({ name }) => name === 'recency_days')!.usual).toBe(active[150]);
  });

  it('stand in the order of the table’s columns, whatever it is', () => {
    const columns = later.table.columns.toReversed();
    const turned = fitted.model.explain({ rowCount: 2000, columns }, [0]);
    expect(turned.features).toEqual(names.toReversed());
    const first = explanation.contributions.subarray(0, names.length);
    turned.contributions.toReversed().forEach((c, f) => {
      expect(c).toBeCloseTo(first[f], 5);
    });
  });

  function topOf(i: number): string {
    const width = names.length;
    const own = Array.from(explanation.contributions.subarray(i * width, (i + 1) * width), Math.abs);
    return names[own.indexOf(Math.max(...own))];
  }
});

describe('a saved ensemble', () => {
  it('predicts and explains bitwise as before, through JSON', async () => {
    const stored = { manifest: JSON.parse(JSON.stringify(saved.manifest)), weights: saved.weights };
    const loaded = await loadEnsembleModel(stored, names);
    expect(loaded.kind).toBe('ensemble');
    expect(loaded.predict(later.table)).toEqual(fitted.model.predict(later.table));
    expect(loaded.explain(later.table, [7, 3])).toEqual(fitted.model.explain(later.table, [7, 3]));
    expect(loaded.usual()).toEqual(fitted.model.usual());
    expect(loaded.save()).toEqual(saved);
  });

  it('has the same bytes for the same seed and rows, and others for another seed', async () => {
    const [set, judged] = [simulatedRows(400, 7), simulatedRows(300, 8)];
    const fitted = (seed: number, trees?: TreesAhead) =>
      fitEnsembleModel(set, judged, { seed, ...(trees && { trees }) }, small);
    const [first, again, other] = [await fitted(1), await fitted(1), await fitted(2)];
    const ahead = await fitted(1, growTrees(set, { seed: 1 }));
    expect(hash(ahead.model.save().weights)).toBe(hash(first.model.save().weights));
    expect(ahead.later).toEqual(first.later);
    expect(hash(again.model.save().weights)).toBe(hash(first.model.save().weights));
    expect(again.model.save().manifest).toEqual(first.model.save().manifest);
    expect(again.later).toEqual(first.later);
    expect(hash(other.model.save().weights)).not.toBe(hash(first.model.save().weights));
  });

  it.each<[string, (saved: SavedModel) => SavedModel, RegExp]>([
    ['kind', (s) => changed(s, { kind: 'tabm' }), /kind "tabm"; this program reads "ensemble"/],
    ['version', (s) => changed(s, { version: 99 }), /version 99; this program reads version 4: train again/],
    ['cut bytes', (s) => ({ ...s, weights: s.weights.slice(0, -4) }), /have \d+ bytes where .* needs \d+/],
    ['bytes of another', (s) => changed(s, { tableRows: 999 }), /the file is cut or of another model/],
  ])('is refused where its %s differs', async (_, change, message) => {
    await expect(loadEnsembleModel(change(saved))).rejects.toThrow(message);
    await expect(loadEnsembleModel(change(saved))).rejects.toThrow(ModelDataError);
  });

  it('gives no facts where an older program left some out, and names them', () => {
    const { taught: _, notFittedAgain: __, ...older } = saved.manifest as Record<string, unknown>;
    const lacking = () => ensembleManifest({ ...saved, manifest: older });
    expect(lacking).toThrow(ModelDataError);
    expect(lacking).toThrow(/does not say taught, notFittedAgain: .* Train again\.$/);
    expect(ensembleManifest(saved)).toMatchObject({ taught: { few: false }, notFittedAgain: null });
  });

  it('is refused where it will be scored with other features, naming them', async () => {
    await expect(loadEnsembleModel(saved, [...names, 'colour'])).rejects.toThrow(/the features have colour/);
  });

  it('says what is published and why, in numbers', () => {
    const { blend, logistic, trees } = manifest() as unknown as {
      blend: Record<'churn' | 'value', { published: string; weights: object; rows: number }>;
      logistic: { penalties: { churn: { penalty: number } } };
      trees: { churn: { trees: number } };
    };
    for (const record of [blend.churn, blend.value]) {
      expect(sum(Object.values(record.weights))).toBeCloseTo(1, 9);
      expect(record.rows).toBe(2000);
    }
    expect([160, 40, 10]).toContain(logistic.penalties.churn.penalty);
    expect(trees.churn.trees).toBeGreaterThan(50);
  });
});

describe('progress', () => {
  it('rises to 1 and names what is at work', async () => {
    const seen: { fraction: number; note: string }[] = [];
    const onProgress = (fraction: number, note: string) => seen.push({ fraction, note });
    await fitEnsembleModel(
      simulatedRows(200, 9),
      simulatedRows(150, 10),
      { seed: 1, onProgress },
      { epochs: 2 },
    );
    seen.forEach(({ fraction }, i) => {
      if (i > 0) expect(fraction).toBeGreaterThanOrEqual(seen[i - 1].fraction);
    });
    expect(seen.at(-1)).toEqual({ fraction: 1, note: 'blended and calibrated on 150 held-out rows' });
    expect(new Set(seen.map(({ note }) => note.split(' ')[0]))).toEqual(
      new Set(['epoch', 'boosted', 'logistic', 'blended']),
    );
  });
});

/** Churn that recency tells most of, and more of those who spend much. */
function tangled(set: SimulatedRows, seed: number): LearningSet {
  const random = randomStream(seed, 'tangled');
  const [recency, spend] = set.table.columns.map((column) => (column as NumberColumn).values);
  const late = recency.map((days) => (days > 28 ? 1 : -1));
  const logit = spend.map((own, i) => late[i] * (own > 55 ? 1.2 : 0.6));
  return { ...set, churned: logit.map((z) => (random.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0)) };
}

const changed = ({ manifest, weights }: SavedModel, by: Record<string, unknown>): SavedModel => ({
  manifest: { ...manifest, ...by },
  weights,
});
