import { describe, expect, it } from 'vitest';
import { ModelDataError } from '../../models/errors.ts';
import type { HyperParameters } from '../../models/network/hyper-parameters.ts';
import { fitRetentionModel } from '../../models/retention-model.ts';
import type { FeatureColumn, FittedModel, LearningSet, Prediction } from '../../models/types.ts';
import { areaUnderCurve, simulatedRows } from './simulated-rows.ts';

const quick = { members: 4, width: 16, epochs: 4, dropout: 0, patience: 0 };
const fitOf = (train: LearningSet, later: LearningSet, hyper: Partial<HyperParameters> = quick) =>
  fitRetentionModel(train, later, { seed: 1 }, hyper);

const train = simulatedRows(300, 1);
const later = simulatedRows(200, 2);
const number = (name: string, values: ArrayLike<number>): FeatureColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const withColumn = (set: LearningSet, column: FeatureColumn): LearningSet => ({
  ...set,
  table: { ...set.table, columns: [...set.table.columns.filter((c) => c.name !== column.name), column] },
});
const filled = (set: LearningSet, by: (i: number) => number) =>
  Float64Array.from({ length: set.table.rowCount }, (_, i) => by(i));
const none = (set: LearningSet) => filled(set, () => Number.NaN);

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
  hyper?: Partial<HyperParameters>,
): Promise<FittedModel> {
  const fitted = await fitOf(trained, judged, hyper);
  expectSound(fitted.later);
  expectSound(fitted.model.predict(judged.table));
  const { contributions, logit, baseline } = fitted.model.explain(judged.table, [0, 1]);
  expect([...contributions, ...logit, baseline].every(Number.isFinite)).toBe(true);
  return fitted;
}

describe('few rows', () => {
  it('of 60 customers make a sound, modest model with the usual hyper-parameters', async () => {
    const { later: scored } = await expectSoundFit(simulatedRows(60, 3), simulatedRows(60, 4), {});
    expect(Math.min(...scored.churn)).toBeGreaterThan(0.001);
  });

  it('with 20 churners among 600 make a sound model, which may fall back to the base rate but never misleads', async () => {
    const [set, judged] = [5, 6].map((seed) => pick(simulatedRows(1500, seed), 580, 20));
    const fitted = await expectSoundFit(set, judged, {});
    const many = simulatedRows(1000, 7);
    expect(areaUnderCurve(fitted.model.predict(many.table).churn, many.churned)).toBeGreaterThanOrEqual(0.5);
  });

  it('of which there are fewer than 60 are refused with the way out', async () => {
    await expect(fitOf(simulatedRows(59, 1), later)).rejects.toThrow(
      /There are 59 training rows; a model needs at least 60\. Add customers/,
    );
  });
});

describe('outcomes', () => {
  it.each<[string, Partial<LearningSet>, RegExp]>([
    ['nobody churned', { churned: filled(train, () => 0) }, /No customer churned among 300 training rows/],
    ['everybody churned', { churned: filled(train, () => 1) }, /Every customer churned among 300/],
    ['no churn is known', { churned: none(train) }, /No training row has a known churn outcome/],
    ['no value is known', { value: none(train) }, /No training row has a known value/],
    ['no value is positive', { value: filled(train, (i) => -i) }, /No training row has a positive value/],
    ['a value is infinite', { value: filled(train, (i) => 1 / i) }, /value of training row 0 is infinite/],
    ['churn is no class', { churned: filled(train, () => 0.5) }, /must be 0, 1 or not known \(NaN\).*0\.5/],
    ['a column is short', { churned: new Float64Array(7) }, /have 7 entries of "churned" and 300 rows/],
  ])('are refused where %s', async (_, change, message) => {
    await expect(fitOf({ ...train, ...change }, later)).rejects.toThrow(message);
    await expect(fitOf({ ...train, ...change }, later)).rejects.toThrow(ModelDataError);
  });

  it.each<[string, LearningSet, Partial<LearningSet>, RegExp]>([
    ['empty', later, emptyRows(), /not calibrated/],
    ['of one class', later, { churned: filled(later, () => 0) }, /not calibrated/],
    ['without known churn', later, { churned: none(later) }, /not calibrated/],
    ['without known value', later, { value: none(later) }, /the model’s own: too few later rows/],
  ])(
    'of later rows that are %s cost calibration only, and the notes say so',
    async (_, set, change, note) => {
      const { model, later: scored } = await fitOf(train, { ...set, ...change });
      expectSound(scored);
      expectSound(model.predict(later.table));
      expect(model.save().manifest.notes).toContainEqual(expect.stringMatching(note));
    },
  );

  it('may be negative, huge or tiny', async () => {
    const odd = [-50, -1e9, 1e9, 1e300, 1e-300, 5e-324, 0];
    const mixed = { value: train.value.map((v, i) => odd[i % 40] ?? v) };
    const { later: scored } = await expectSoundFit({ ...train, ...mixed }, later);
    expect(Math.max(...scored.value)).toBeLessThan(1e300);
  });
});

describe('features', () => {
  it('of one-time buyers, where no gap between orders exists, carry a model', async () => {
    const oneTime = (set: LearningSet) =>
      withColumn(
        withColumn(
          withColumn(set, number('gap_days', none(set))),
          number(
            'orders',
            filled(set, () => 1),
          ),
        ),
        number('gap_trend', none(set)),
      );
    await expectSoundFit(oneTime(train), oneTime(later));
  });

  it.each<[string, (i: number) => number]>([
    ['constant', () => 7],
    ['all missing', () => Number.NaN],
    ['infinite', (i) => (i % 3 ? Infinity : -Infinity)],
    ['infinite at times', (i) => (i % 9 ? i : Infinity)],
    ['huge', (i) => (i % 2 ? 1e300 : -1e300) * (i % 7)],
    ['denormal', (i) => i * 5e-324],
    ['known in training only', (i) => i],
  ])('that are %s do no harm', async (name, by) => {
    const judged = name.includes('only') ? none(later) : filled(later, by);
    const set = withColumn(train, number('odd', filled(train, by)));
    const { later: scored } = await expectSoundFit(set, withColumn(later, number('odd', judged)));
    expect(areaUnderCurve(scored.churn, later.churned)).toBeGreaterThan(0.55);
  });

  it('that all are constant are refused', async () => {
    const flat = {
      ...train,
      table: {
        rowCount: 300,
        columns: [
          number(
            'a',
            filled(train, () => 1),
          ),
        ],
      },
    };
    await expect(fitOf(flat, later)).rejects.toThrow(/No feature varies among the training rows/);
  });

  it('with 5,000 levels do no harm, nor levels that training never saw', async () => {
    const levels = Array.from({ length: 5000 }, (_, i) => `level ${String(i).padStart(4, '0')}`);
    const many = (set: LearningSet, from: number): FeatureColumn => ({
      kind: 'category',
      name: 'shop',
      levels,
      codes: Int32Array.from({ length: set.table.rowCount }, (_, i) => (from + i * 7) % 5000),
    });
    const big = simulatedRows(3000, 8);
    const fitted = await expectSoundFit(withColumn(big, many(big, 0)), withColumn(later, many(later, 3)), {
      ...quick,
      batch: 64,
    });
    expect(areaUnderCurve(fitted.later.churn, later.churned)).toBeGreaterThan(0.7);
  });

  it('that disappear before scoring are named, those that appear are left aside', async () => {
    const { model } = await fitOf(train, later);
    const [first, ...others] = later.table.columns;
    const fewer = { rowCount: 200, columns: others };
    expect(() => model.predict(fewer)).toThrow(/trained with "recency_days", which the table lacks/);
    const more = withColumn(
      later,
      number(
        'new',
        filled(later, (i) => i),
      ),
    );
    expect(model.predict(more.table)).toEqual(model.predict(later.table));
    const moved = { rowCount: 200, columns: [...others, first] };
    expect(model.predict(moved)).toEqual(model.predict(later.table));
  });

  it('of scored rows may be anything at all', async () => {
    const { model } = await fitOf(train, later);
    const values = [Number.NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, -5, 0];
    const columns = later.table.columns.map((column): FeatureColumn => {
      if (column.kind === 'number') return number(column.name, values);
      return { ...column, levels: ['', 'basic', '💥'], codes: Int32Array.of(-1, 0, 1, 2, -1, 0, 1, 2) };
    });
    expectSound(model.predict({ rowCount: values.length, columns }));
  });

  it('of no row at all give an empty prediction', async () => {
    const { model } = await fitOf(train, later);
    const empty = emptyRows().table;
    expect(model.predict(empty).churn).toHaveLength(0);
    expect(model.explain(empty, []).contributions).toHaveLength(0);
  });
});

function emptyRows(): LearningSet {
  const columns = later.table.columns.map((column): FeatureColumn => {
    if (column.kind === 'number') return { ...column, values: new Float64Array(0) };
    return { ...column, codes: new Int32Array(0) };
  });
  const outcome = new Float64Array(0);
  return {
    table: { rowCount: 0, columns },
    churned: outcome,
    value: outcome,
    customer: new Int32Array(0),
    asOf: new Int32Array(0),
  };
}

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
