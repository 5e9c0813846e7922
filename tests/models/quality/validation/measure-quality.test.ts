import { describe, expect, it } from 'vitest';
import { auc } from '../../../../models/quality/metrics/ranking.ts';
import { measureQuality } from '../../../../models/quality/validation/measure-quality.ts';
import { simpleRules } from '../../../../models/quality/validation/simple-rules.ts';
import { coverageMoves } from '../../../../models/quality/validation/value-quality.ts';
import { simulatedRows } from '../../simulated-rows.ts';
import { oraclePrediction } from './predictions.ts';

const later = simulatedRows(1500, 2);
const columns = {
  recency: 'days_since_visit',
  frequency: 'orders_365d',
  monetary: 'spend_365d',
  pastValue: 'spend_365d',
};
const names = later.table.columns.map(({ name }) => name);
const known = Object.fromEntries(
  Object.entries(columns).map(([role, name]) => [role, names.includes(name) ? name : 'spend_365d']),
) as typeof columns;
const rules = simpleRules(simulatedRows(1500, 1), later, known);
const quality = measureQuality(later, oraclePrediction(later), rules, { listShare: 0.1, seed: 1 });

describe('quality on later rows', () => {
  it('is that of the latest date with known outcomes, whoever is missing from it', () => {
    const gone = simulatedRows(1500, 2);
    const asOf = Int32Array.from(gone.asOf, (_, row) =>
      gone.churned[row] === 1 && row % 2 === 0 ? 90 : 120,
    );
    const latest = Array.from(asOf.keys()).filter((row) => asOf[row] === 120);
    const { churn } = measureQuality({ ...gone, asOf }, oraclePrediction(gone), [], {
      listShare: 0.1,
      seed: 1,
    });
    const at = (values: Float64Array) => latest.map((row) => values[row]);
    expect(churn!.rows).toBe(latest.length);
    expect(churn!.auc.value).toBeCloseTo(auc(at(gone.trueChurn), at(gone.churned)), 9);
  });

  it('finds the true chances calibrated, and ahead of every rule', () => {
    const churn = quality.churn!;
    expect(churn.ece).toBeLessThan(churn.eceNoise.p95 * 1.5);
    expect(churn.rules.length).toBeGreaterThan(0);
    for (const rule of churn.rules) {
      expect(rule.difference.auc.value).toBeCloseTo(churn.auc.value - rule.auc.value, 9);
      expect(rule.difference.logLoss.value).toBeLessThan(0);
    }
  });

  it('gives every figure inside its interval, and 80% of values inside theirs', () => {
    const { churn, value } = quality;
    for (const measured of [
      churn!.auc,
      churn!.logLoss,
      churn!.brier,
      value!.normalisedGini,
      value!.spearman,
    ]) {
      expect(measured.low).toBeLessThanOrEqual(measured.value);
      expect(measured.high).toBeGreaterThanOrEqual(measured.value);
    }
    expect(value!.coverage80.value).toBeGreaterThan(0.76);
  });

  it('says how far the share inside may lie in a window that brings more or less', () => {
    const predicted = oraclePrediction(later);
    const own = quality.value!.coverage80;
    const inWindow = (times: number) => {
      const other = { ...later, value: later.value.map((value) => value * times) };
      return measureQuality(other, predicted, [], { listShare: 0.1, seed: 1 }).value!.coverage80.value;
    };
    const more = inWindow(1.5);
    expect(more).toBeLessThan(own.low);
    const logit = (share: number) => Math.log(share / (1 - share));
    const moved = coverageMoves(later, predicted, Math.log(1.5));
    expect(moved).toBeCloseTo(
      Math.max(...[more, inWindow(1 / 1.5)].map((share) => Math.abs(logit(share) - logit(own.value)))),
      9,
    );
    expect(coverageMoves(later, predicted, 0)).toBe(0);
    const between = { dates: 6, ranking: 0, rate: 0, level: Math.log(1.5) };
    const next = measureQuality(later, predicted, [], { listShare: 0.1, seed: 1, between }).value!.coverage80;
    expect(next.value).toBe(own.value);
    expect(next.low).toBeLessThan(more);
  });

  it('repeats', () => {
    const again = measureQuality(later, oraclePrediction(later), rules, { listShare: 0.1, seed: 1 });
    expect(again).toEqual(quality);
  });

  it('is not known where no outcome is', () => {
    const blind = { ...later, churned: new Float64Array(later.churned.length).fill(Number.NaN) };
    const options = { listShare: 0.1, seed: 1 };
    expect(measureQuality(blind, oraclePrediction(later), rules, options).churn).toBeNull();
  });
});
