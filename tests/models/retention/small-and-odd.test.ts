import { beforeAll, describe, expect, it } from 'vitest';
import { ModelDataError } from '../../../models/errors.ts';
import { auc } from '../../../models/quality/metrics/ranking.ts';
import { ensembleManifest } from '../../../models/retention/ensemble/save-ensemble.ts';
import { fitEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import { mostCorrection } from '../../../models/retention/intervals/level.ts';
import type {
  FeatureColumn,
  FittedModel,
  LearningSet,
  Prediction,
  RetentionModel,
} from '../../../models/types.ts';
import { simulatedRows } from '../simulated-rows.ts';
import { category, number } from '../tables.ts';

const quick = { epochs: 3 };
const train = simulatedRows(300, 1);
const later = simulatedRows(200, 2);
const n = (set: LearningSet) => set.table.rowCount;
const filled = (set: LearningSet, by: (i: number) => number) =>
  Float64Array.from({ length: n(set) }, (_, i) => by(i));
const none = (set: LearningSet) => filled(set, () => Number.NaN);
const withColumns = (set: LearningSet, ...columns: FeatureColumn[]): LearningSet => ({
  ...set,
  table: { ...set.table, columns: [...set.table.columns, ...columns] },
});

/** Finite, in range and in order: what may stand in a list. */
function expectSound(prediction: Prediction): void {
  for (const [name, values] of Object.entries(prediction)) {
    values.forEach((v: number, i: number) => {
      if (!Number.isFinite(v)) expect.fail(`${name} of row ${i} is ${v}`);
    });
  }
  const { churn, churnLow, churnHigh, valueP10, valueP50, valueP90 } = prediction;
  churn.forEach((p, i) => {
    expect(p > 0 && p < 1 && churnLow[i] <= p && p <= churnHigh[i], `churn of row ${i}`).toBe(true);
    expect(valueP10[i] <= valueP50[i] && valueP50[i] <= valueP90[i], `value of row ${i}`).toBe(true);
  });
}

async function expectSoundFit(
  trained: LearningSet,
  judged: LearningSet,
  hyper = quick,
): Promise<FittedModel> {
  const fitted = await fitEnsembleModel(trained, judged, { seed: 1 }, hyper);
  expectSound(fitted.later);
  expectSound(fitted.model.predict(judged.table));
  const { contributions, logit, baseline } = fitted.model.explain(judged.table, [0, 1]);
  const width = judged.table.columns.length;
  for (const i of [0, 1]) {
    const sum = contributions.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - (logit[i] - baseline))).toBeLessThan(1e-3);
  }
  return fitted;
}

describe('few rows', () => {
  it('of 60 customers make a sound, modest model with the usual hyper-parameters', async () => {
    const { later: scored } = await expectSoundFit(
      simulatedRows(60, 3),
      simulatedRows(60, 4),
      {} as typeof quick,
    );
    expect(Math.min(...scored.churn)).toBeGreaterThan(0.001);
  });

  it('of which there are fewer than 60 are refused with the way out', async () => {
    await expect(fitEnsembleModel(simulatedRows(59, 1), later, { seed: 1 }, quick)).rejects.toThrow(
      /There are 59 training rows; a model needs at least 60\. Add customers/,
    );
  });

  it('with 20 churners among 600 make a sound model that never misleads', async () => {
    const [set, judged] = [5, 6].map((seed) => pick(simulatedRows(1500, seed), 580, 20));
    const { model } = await expectSoundFit(set!, judged!, {} as typeof quick);
    const many = simulatedRows(1000, 7);
    expect(auc(model.predict(many.table).churn, many.churned)).toBeGreaterThanOrEqual(0.5);
  });

  it('later of one kind only leave churn uncalibrated and blended evenly, and say so', async () => {
    const stayed = { ...later, churned: filled(later, () => 0) };
    const { model } = await expectSoundFit(train, stayed);
    const { blend, calibrationChoice } = ensembleManifest(model.save());
    expect(blend.churn).toMatchObject({ published: 'mean', losses: null });
    expect(calibrationChoice).toBeNull();
  });

  it('later without any known outcome, or none at all, are sound too', async () => {
    const unknown = filled(later, () => Number.NaN);
    await expectSoundFit(train, { ...later, churned: unknown, value: unknown });
    const nobody = simulatedRows(0, 1);
    const fitted = await fitEnsembleModel(train, nobody, { seed: 1 }, quick);
    expect(fitted.later.churn).toHaveLength(0);
    expectSound(fitted.model.predict(later.table));
  });
});

describe('outcomes', () => {
  it.each<[string, Partial<LearningSet>, RegExp]>([
    ['nobody churned', { churned: filled(train, () => 0) }, /No customer churned among 300/],
    ['everybody churned', { churned: filled(train, () => 1) }, /Every customer churned among 300/],
    ['no value', { value: filled(train, () => 0) }, /No training row has a positive value/],
    ['churn unknown', { churned: none(train) }, /No training row has a known churn outcome/],
    ['value unknown', { value: none(train) }, /No training row has a known value/],
    ['an infinite value', { value: filled(train, (i) => 1 / i) }, /value of training row 0 is beyond 1e\+15/],
    ['an absurd value', { value: filled(train, (i) => (i === 8 ? -1e16 : i)) }, /row 8 is beyond/],
    ['churn of no class', { churned: filled(train, () => 0.5) }, /must be 0, 1 or not known \(NaN\).*0\.5/],
    ['a short column', { churned: new Float64Array(7) }, /have 7 entries of "churned" and 300 rows/],
  ])('are refused with the way out: %s', async (_, change, message) => {
    const refused = fitEnsembleModel({ ...train, ...change }, later, { seed: 1 }, quick);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(ModelDataError);
  });

  it('of value may be the same for all, positive for all, negative, huge or tiny', async () => {
    await expectSoundFit({ ...train, value: filled(train, () => 25) }, later);
    await expectSoundFit({ ...train, value: filled(train, (i) => (i % 9 ? -3 : 1e-200)) }, later);
    await expectSoundFit({ ...train, value: filled(train, (i) => (i % 3 ? 1e15 : 1)) }, later);
    const odd = [-50, -1e15, 1e15, 1e-300, 5e-324, 0];
    await expectSoundFit({ ...train, value: train.value.map((v, i) => odd[i % 40] ?? v) }, later);
  });

  it('of value that all together are below zero, or far above what training knew, are corrected no further than threefold', async () => {
    const levelOf = ({ model }: FittedModel) => ensembleManifest(model.save()).adjustment.level;
    const lost = await expectSoundFit(train, { ...later, value: later.value.map(() => -20) });
    expect(levelOf(lost)).toBe(1 / mostCorrection);
    const won = await expectSoundFit(train, { ...later, value: later.value.map(() => 1e6) });
    expect(levelOf(won)).toBe(mostCorrection);
  });

  it('of value known for one row only still make a model', async () => {
    await expectSoundFit({ ...train, value: filled(train, (i) => (i === 7 ? 40 : Number.NaN)) }, later);
  });

  it('with one churner, or one stayer, still make a model', async () => {
    await expectSoundFit({ ...train, churned: filled(train, (i) => (i === 5 ? 1 : 0)) }, later);
    await expectSoundFit({ ...train, churned: filled(train, (i) => (i === 5 ? 0 : 1)) }, later);
  });
});

describe('features', () => {
  const odd = (set: LearningSet) =>
    withColumns(
      set,
      number(
        'constant',
        filled(set, () => 3),
      ),
      number(
        'empty',
        filled(set, () => Number.NaN),
      ),
      number(
        'endless',
        filled(set, (i) => [Infinity, -Infinity, 1e308, -1e308, 5e-324, 0, Number.NaN][i % 7]),
      ),
      number(
        'huge',
        filled(set, (i) => (i % 2 ? 1e300 : -1e300) * (1 + i)),
      ),
      number(
        'denormal',
        filled(set, (i) => i * 5e-324),
      ),
      number('known in training only', set === train ? filled(set, (i) => i) : none(set)),
      category('all of one', new Array(n(set)).fill('x')),
      category('none known', new Array(n(set)).fill(null)),
      category(
        'own name',
        Array.from({ length: n(set) }, (_, i) => `customer ${i}`),
      ),
    );

  it('that are constant, empty, infinite, huge or names make no unsound number', async () => {
    const { later: scored } = await expectSoundFit(odd(train), odd(later));
    expect(auc(scored.churn, later.churned)).toBeGreaterThan(0.6);
  });

  it('of one-time buyers, where no gap between orders exists, carry a model', async () => {
    const oneTime = (set: LearningSet) =>
      replaced(set, { gap_days: none(set), gap_trend: none(set), orders: filled(set, () => 1) });
    await expectSoundFit(oneTime(train), oneTime(later));
  });

  it('that are all constant are refused', async () => {
    const columns = [
      number(
        'x',
        filled(train, () => 1),
      ),
    ];
    const set = { ...train, table: { rowCount: n(train), columns } };
    await expect(fitEnsembleModel(set, later, { seed: 1 }, quick)).rejects.toThrow(/No feature varies/);
  });

  it('with 5,000 levels do no harm, nor levels that training never saw', async () => {
    const many = simulatedRows(6000, 3);
    const level = (set: LearningSet, shift: number) =>
      category(
        'shop',
        Array.from({ length: n(set) }, (_, i) => `shop ${(i * 7 + shift) % 5000}`),
      );
    const set = withColumns(many, level(many, 0));
    const judged = withColumns(later, level(later, 3000));
    const { model } = await expectSoundFit(set, judged, { epochs: 2 });
    const unseen = withColumns(later, category('shop', new Array(n(later)).fill('brand new')));
    expectSound(model.predict(unseen.table));
  });

  describe('of scored rows', () => {
    let model: RetentionModel;
    beforeAll(async () => {
      model = (await expectSoundFit(train, later)).model;
    });

    it('that disappear are named; those that appear, or stand elsewhere, change nothing', () => {
      const [first, ...others] = later.table.columns;
      expect(() => model.predict({ rowCount: n(later), columns: others })).toThrow(
        /"recency_days", which the table lacks/,
      );
      const more = [
        ...others,
        number(
          'new',
          filled(later, (i) => i),
        ),
        first!,
      ];
      expect(model.predict({ rowCount: n(later), columns: more })).toEqual(model.predict(later.table));
    });

    it('may be anything at all', () => {
      const values = [Number.NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, -5, 0];
      const columns = later.table.columns.map((column): FeatureColumn => {
        if (column.kind === 'number') return number(column.name, Float64Array.from(values));
        return { ...column, levels: ['', 'basic', '💥'], codes: Int32Array.of(-1, 0, 1, 2, -1, 0, 1, 2) };
      });
      expectSound(model.predict({ rowCount: values.length, columns }));
    });

    it('may be none', () => {
      expect(model.predict(simulatedRows(0, 1).table).churn).toHaveLength(0);
      expect(model.explain(later.table, []).contributions).toHaveLength(0);
    });
  });
});

/** Other values in place of some of the columns. */
const replaced = (set: LearningSet, values: Record<string, Float64Array>): LearningSet => ({
  ...set,
  table: {
    ...set.table,
    columns: [
      ...set.table.columns.filter(({ name }) => !(name in values)),
      ...Object.entries(values).map(([name, column]) => number(name, column)),
    ],
  },
});

/** The first `stayed` who stayed and the first `left` who left. */
function pick(set: LearningSet, stayed: number, left: number): LearningSet {
  const wanted = [stayed, left];
  const rows = Int32Array.from(set.churned.keys()).filter((i) => wanted[set.churned[i]]-- > 0);
  const taken = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]);
  const columns = set.table.columns.map((column): FeatureColumn => {
    if (column.kind === 'number') return { ...column, values: taken(column.values) };
    return { ...column, codes: rows.map((i) => column.codes[i]) };
  });
  return {
    table: { rowCount: rows.length, columns },
    churned: taken(set.churned),
    value: taken(set.value),
    customer: rows,
    asOf: rows.map((i) => set.asOf[i]),
  };
}
