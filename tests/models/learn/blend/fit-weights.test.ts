import { describe, expect, it } from 'vitest';
import { fitWeights, weighed } from '../../../../models/learn/blend/fit-weights.ts';
import { logisticLoss } from '../../../../models/learn/losses/logistic-loss.ts';
import type { ScoreLoss } from '../../../../models/learn/losses/score-loss.ts';
import { tweedieLoss } from '../../../../models/learn/losses/tweedie-loss.ts';
import { randomStream } from '../../../../models/numerics/random.ts';

const n = 4000;
const all = Int32Array.from({ length: n }, (_, i) => i);
const normals = (seed: number) => {
  const random = randomStream(seed, 'column');
  return Float64Array.from({ length: n }, () => random.normal());
};
const columns = [normals(1), normals(2), normals(3)];
const random = randomStream(4, 'outcomes');
const labels = columns[0].map((a, i) =>
  random.uniform() < 1 / (1 + Math.exp(0.5 - 0.8 * a - 0.4 * columns[1][i])) ? 1 : 0,
);
const amounts = columns[0].map((a, i) =>
  random.uniform() < 0.5
    ? 0
    : 2 * Math.exp(0.3 + 0.7 * a + 0.2 * columns[2][i] + 0.5 * random.normal() - 0.125),
);

const meanLoss = (loss: ScoreLoss, target: Float64Array, weights: readonly number[], intercept: number) => {
  const scores = weighed(columns, { weights, intercept });
  return scores.reduce((sum, score, i) => sum + loss.loss(score, target[i]), 0) / n;
};

describe('non-negative weights', () => {
  it('are the true ones of logits, and 0 for a column that says nothing or misleads', () => {
    const { weights, intercept } = fitWeights({ columns, target: labels, rows: all, loss: logisticLoss });
    expect(weights[0]).toBeCloseTo(0.8, 0);
    expect(weights[1]).toBeCloseTo(0.4, 0);
    expect(weights[2]).toBeLessThan(0.1);
    expect(intercept).toBeCloseTo(-0.5, 0);
    const misleading = [columns[0], columns[1].map((v) => -v)];
    expect(
      fitWeights({ columns: misleading, target: labels, rows: all, loss: logisticLoss }).weights[1],
    ).toBe(0);
  });

  it('are the true ones of logs of a mean with zeros and a heavy tail', () => {
    const { weights, intercept } = fitWeights({ columns, target: amounts, rows: all, loss: tweedieLoss });
    expect(Math.abs(weights[0] - 0.7)).toBeLessThan(0.08);
    expect(Math.abs(weights[2] - 0.2)).toBeLessThan(0.08);
    expect(Math.abs(intercept - 0.3)).toBeLessThan(0.08);
  });

  it('are the same from wherever the search starts', () => {
    const some = all.filter((i) => i % 5 !== 0);
    const near = fitWeights({ columns, target: labels, rows: all, loss: logisticLoss });
    const [from, anew] = [near, undefined].map((start) =>
      fitWeights({ columns, target: labels, rows: some, loss: logisticLoss }, start),
    );
    from.weights.forEach((weight, c) => {
      expect(weight).toBeCloseTo(anew.weights[c], 7);
    });
    expect(from.intercept).toBeCloseTo(anew.intercept, 7);
  });

  it.each<[string, ScoreLoss, Float64Array]>([
    ['logistic', logisticLoss, labels],
    ['Tweedie', tweedieLoss, amounts],
  ])('have the least loss of all non-negative ones nearby: %s', (_, loss, target) => {
    const { weights, intercept } = fitWeights({ columns, target, rows: all, loss });
    const least = meanLoss(loss, target, weights, intercept);
    for (let c = 0; c < 3; c++) {
      for (const step of [-0.02, 0.02]) {
        const moved = weights.map((w, at) => (at === c ? w + step : w));
        if (moved[c] >= 0) expect(meanLoss(loss, target, moved, intercept)).toBeGreaterThan(least);
      }
    }
  });

  it('are shared by columns that are the same', () => {
    const { weights } = fitWeights({
      columns: [columns[0], columns[0]],
      target: labels,
      rows: all,
      loss: logisticLoss,
    });
    expect(weights[0]).toBeCloseTo(weights[1], 3);
    expect(weights[0] + weights[1]).toBeCloseTo(0.77, 1);
  });

  it('are all 0 where every column misleads, and finite where one parts the labels cleanly', () => {
    const misleading = fitWeights({
      columns: [columns[0].map((v) => -v)],
      target: labels,
      rows: all,
      loss: logisticLoss,
    });
    expect(misleading.weights).toEqual([0]);
    expect(Number.isFinite(misleading.intercept)).toBe(true);
    const clean = columns[0].map((v) => (v > 0 ? 1 : 0));
    expect(
      fitWeights({ columns: [columns[0]], target: clean, rows: all, loss: logisticLoss }).weights.every(
        Number.isFinite,
      ),
    ).toBe(true);
  });

  it('count no column where outcomes overflow', () => {
    const huge = amounts.map((y) => y * 1e300);
    expect(fitWeights({ columns, target: huge, rows: all, loss: tweedieLoss }).weights).toEqual([0, 0, 0]);
  });
});

describe('the Tweedie loss', () => {
  it('has slopes that agree with finite differences, and is least at the outcome', () => {
    const to = { gradient: new Float64Array(1), curvature: new Float64Array(1) };
    for (const [score, target] of [
      [-1, 0],
      [0.4, 2.5],
      [3, 1],
    ]) {
      tweedieLoss.slopes(Float64Array.of(score), Float64Array.of(target), Int32Array.of(0), to);
      const at = (by: number) => tweedieLoss.loss(score + by, target);
      expect(to.gradient[0]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6);
      expect(to.curvature[0]).toBeCloseTo((at(1e-3) - 2 * at(0) + at(-1e-3)) / 1e-6, 5);
    }
    tweedieLoss.slopes(Float64Array.of(Math.log(2.5)), Float64Array.of(2.5), Int32Array.of(0), to);
    expect(to.gradient[0]).toBeCloseTo(0, 12);
  });
});
