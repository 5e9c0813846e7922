import { describe, expect, it } from 'vitest';
import { type Estimated, estimatePerformance } from '../../../models/drift/estimated-performance.ts';
import { type RandomStream, randomStream } from '../../../models/numerics/random.ts';
import { brier, logLoss } from '../../../models/quality/metrics/probability.ts';
import { auc, gain, lift } from '../../../models/quality/metrics/ranking.ts';

const logistic = (z: number) => 1 / (1 + Math.exp(-z));
const chances = (n: number, random: RandomStream) =>
  Float64Array.from({ length: n }, () => logistic(-0.7 + 1.3 * random.normal()));
const outcomes = (p: Float64Array, random: RandomStream) =>
  p.map((chance) => (random.uniform() < chance ? 1 : 0));
const meanOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const spreadOf = (values: readonly number[]) =>
  Math.sqrt(meanOf(values.map((v) => (v - meanOf(values)) ** 2)));

describe('performance estimated before outcomes are known', () => {
  it('is the exact AUC of chances: the mean over every possible outcome', () => {
    const p = [0.2, 0.5, 0.5, 0.9];
    let [wins, pairs] = [0, 0];
    p.forEach((a, i) => {
      p.forEach((b, j) => {
        if (i === j) return;
        pairs += a * (1 - b);
        wins += a * (1 - b) * (a > b ? 1 : a === b ? 0.5 : 0);
      });
    });
    expect(estimatePerformance(Float64Array.from(p), 0.5)!.auc.value).toBeCloseTo(wins / pairs, 12);
  });

  it('equals what is realised, and its error the spread of it, where the chances are true', () => {
    const random = randomStream(4, 'cbpe');
    const p = chances(600, random);
    const expected = estimatePerformance(p, 0.1)!;
    const figures = {
      churn: (y: Float64Array) => meanOf([...y]),
      auc: (y: Float64Array) => auc(p, y),
      logLoss: (y: Float64Array) => logLoss(p, y),
      brier: (y: Float64Array) => brier(p, y),
      precisionAtList: (y: Float64Array) => (gain(p, y, 0.1) * y.reduce((sum, v) => sum + v, 0)) / 60,
      liftAtList: (y: Float64Array) => lift(p, y, 0.1),
    };
    const drawn = Array.from({ length: 1500 }, () => outcomes(p, random));
    for (const [name, figure] of Object.entries(figures)) {
      const realised = drawn.map(figure);
      const { value, error } = expected[name as keyof typeof figures] as Estimated;
      expect(Math.abs(meanOf(realised) - value) / (error / Math.sqrt(1500)), name).toBeLessThan(4);
      expect(spreadOf(realised) / error, name).toBeCloseTo(1, 1);
    }
  });

  it('varies from one draw of customers to the next as it says', () => {
    const random = randomStream(5, 'cbpe');
    const estimates = Array.from({ length: 400 }, () => estimatePerformance(chances(300, random), 0.1)!);
    for (const name of ['auc', 'logLoss'] as const) {
      const stated = meanOf(estimates.map(({ spread }) => spread[name]));
      const ratio = spreadOf(estimates.map((estimate) => estimate[name].value)) / stated;
      expect(ratio, name).toBeGreaterThan(0.9);
      expect(ratio, name).toBeLessThan(1.1);
    }
  });

  it('stands certain chances, and has nothing to say where nothing can be ordered', () => {
    const certain = estimatePerformance(Float64Array.of(0, 1, 0.5), 0.5)!;
    expect(certain.auc.value).toBeCloseTo(1, 12);
    for (const one of [certain.logLoss, certain.brier, certain.auc])
      expect(Number.isFinite(one.error)).toBe(true);
    expect(estimatePerformance(Float64Array.of(0.4), 0.5)).toBeNull();
    expect(estimatePerformance(Float64Array.of(0, 0), 0.5)).toBeNull();
  });
});
