import { beforeAll, describe, expect, it } from 'vitest';
import { normalisedGini } from '../../../models/quality/metrics/value.ts';
import { fitEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import type { FittedModel, NumberColumn, Prediction } from '../../../models/types.ts';
import { areaUnderCurve, simulatedRows } from '../simulated-rows.ts';

/** Trains in a second and comes within .005 of the oracle's AUC on these rows. */
const small = { members: 8, width: 32, batch: 64, epochs: 8, dropout: 0, patience: 0 };
const train = simulatedRows(3000, 1);
const later = simulatedRows(2000, 2);
let fitted: FittedModel;

beforeAll(async () => {
  fitted = await fitEnsembleModel(train, later, { seed: 1 }, small);
});

const numbers = (name: string) =>
  (later.table.columns.find((column) => column.name === name) as NumberColumn).values;
const sum = (values: Float64Array) => values.reduce((total, v) => total + v, 0);

describe('quality on later rows', () => {
  it('of churn is near what the truth itself would reach, and far above recency', () => {
    const auc = areaUnderCurve(fitted.later.churn, later.churned);
    expect(auc).toBeGreaterThan(areaUnderCurve(later.trueChurn, later.churned) - 0.015);
    expect(auc).toBeGreaterThan(areaUnderCurve(numbers('recency_days'), later.churned) + 0.1);
  });

  it('of churn probabilities: their mean is the realised share, their distance to the truth small', () => {
    const n = later.churned.length;
    expect(Math.abs(sum(fitted.later.churn) - sum(later.churned)) / n).toBeLessThan(0.02);
    const distance = sum(fitted.later.churn.map((p, i) => Math.abs(p - later.trueChurn[i]))) / n;
    expect(distance).toBeLessThan(0.05);
  });

  it('of value: orders customers nearly as well as the truth, and better than past spend', () => {
    const gini = normalisedGini(fitted.later.value, later.value);
    expect(gini).toBeGreaterThan(normalisedGini(later.trueValue, later.value) - 0.02);
    expect(gini).toBeGreaterThan(normalisedGini(numbers('spend_365d'), later.value) + 0.01);
  });

  it('of value: totals and its parts by fate add up', () => {
    const { value, churn, valueIfKept, valueIfLost } = fitted.later;
    expect(sum(value) / sum(later.value)).toBeCloseTo(1, 1);
    value.forEach((own, i) => {
      const byFate = (1 - churn[i]) * valueIfKept[i] + churn[i] * valueIfLost[i];
      expect(Math.abs(byFate - own)).toBeLessThan(1e-9 * own);
    });
    const stayed = (values: Float64Array) => sum(values.filter((_, i) => later.churned[i] === 0));
    expect(stayed(valueIfKept) / stayed(later.value)).toBeCloseTo(1, 1);
    expect(sum(valueIfLost)).toBeLessThan(0.3 * sum(valueIfKept));
  });
});

describe('intervals', () => {
  it('of churn hold the estimate and stay inside (0, 1)', () => {
    const { churn, churnLow, churnHigh } = fitted.later;
    churn.forEach((p, i) => {
      expect(churnLow[i]).toBeGreaterThan(0);
      expect(churnLow[i]).toBeLessThanOrEqual(p);
      expect(churnHigh[i]).toBeGreaterThanOrEqual(p);
      expect(churnHigh[i]).toBeLessThan(1);
    });
  });

  it('of churn hold the true chance of most customers, without being idle', () => {
    const { churnLow, churnHigh } = fitted.later;
    const inside = later.trueChurn.filter((p, i) => p >= churnLow[i] && p <= churnHigh[i]).length;
    expect(inside / later.trueChurn.length).toBeGreaterThan(0.55);
    expect(sum(churnHigh.map((high, i) => high - churnLow[i])) / later.trueChurn.length).toBeLessThan(0.2);
  });

  it('of value rise from P10 to P90, each with its share of outcomes below or at it', () => {
    const { valueP10, valueP50, valueP90 } = fitted.later;
    const share = (quantile: Float64Array) =>
      later.value.filter((v, i) => v <= quantile[i]).length / later.value.length;
    valueP50.forEach((p50, i) => {
      expect(valueP10[i]).toBeLessThanOrEqual(p50);
      expect(valueP90[i]).toBeGreaterThanOrEqual(p50);
    });
    expect(Math.abs(share(valueP90) - 0.9)).toBeLessThan(0.03);
    expect(share(valueP50)).toBeGreaterThan(0.46);
    expect(later.value.filter((v, i) => v < valueP10[i]).length / later.value.length).toBeLessThan(0.13);
  });
});

describe('a fitted model', () => {
  it('scores a row the same whatever rows stand beside it', () => {
    const whole = fitted.model.predict(later.table);
    const part = fitted.model.predict(firstRows(137));
    for (const name of Object.keys(part) as (keyof Prediction)[]) {
      part[name].forEach((v, i) => {
        expect(Math.abs(v - whole[name][i]), `${name} of row ${i}`).toBeLessThanOrEqual(1e-5 * Math.abs(v));
      });
    }
  });

  it('records what a reader must know: backend, seed, rows and method', () => {
    const { backend, training, calibrationChoice } = fitted.model.save().manifest;
    expect(['native', 'wasm', 'cpu']).toContain(backend);
    expect(training).toMatchObject({ seed: 1, rows: 3000, laterRows: 2000, epochs: 8, keptEpoch: 8 });
    expect(calibrationChoice).toMatchObject({ method: expect.any(String) });
  });
});

function firstRows(count: number) {
  return {
    rowCount: count,
    columns: later.table.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: column.values.slice(0, count) }
        : { ...column, codes: column.codes.slice(0, count) },
    ),
  };
}
