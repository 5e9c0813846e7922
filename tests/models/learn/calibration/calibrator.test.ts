import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalibrationRows,
  type Calibrator,
  calibrated,
} from '../../../../models/learn/calibration/calibrator.ts';
import { chooseCalibrator } from '../../../../models/learn/calibration/choose-calibrator.ts';
import { fitCalibrator } from '../../../../models/learn/calibration/fit-calibrator.ts';
import { fitLogistic } from '../../../../models/learn/calibration/logistic-fit.ts';
import { logitOf, logSigmoid, sigmoid } from '../../../../models/numerics/logit.ts';
import { randomStream } from '../../../../models/numerics/random.ts';

/** Rows whose true logit is a function of their score. */
function drawn(n: number, seed: number, truth: (score: number) => number): CalibrationRows {
  const random = randomStream(seed, 'calibration rows');
  const logit = Float64Array.from({ length: n }, () => 1.5 * random.normal() - 0.5);
  const label = logit.map((z) => (random.uniform() < sigmoid(truth(z)) ? 1 : 0));
  return { logit, label, weight: new Float64Array(n).fill(1) };
}
const parts = (n: number) => Int32Array.from({ length: n }, (_, i) => i % 5);
const chosen = (n: number, truth: (score: number) => number, seed = 1) =>
  chooseCalibrator(drawn(n, seed, truth), parts(n), 5).method;
const grid = Array.from({ length: 41 }, (_, i) => -4 + i * 0.2);

describe('the choice of a calibrator', () => {
  it('is none for scores that can be believed', () => {
    for (const seed of [1, 2, 3, 4, 5]) expect(chosen(3000, (z) => z, seed)).toBe('none');
  });

  it('is Platt for overconfident and for shifted scores', () => {
    expect(chosen(3000, (z) => z / 2)).toBe('platt');
    expect(chosen(3000, (z) => z - 0.7)).toBe('platt');
  });

  it('is beta for scores that err on one side only', () => {
    expect(chosen(20_000, (z) => 0.4 * logSigmoid(z) - 1.6 * logSigmoid(-z) - 0.3)).toBe('beta');
  });

  it('is isotonic for steps, where rows are many, and never where they are a few hundred', () => {
    const steps = (z: number) => (z < -1.5 ? -4 : z < 0.3 ? -0.6 : z < 1 ? -0.5 : 2.5);
    expect(chosen(20_000, steps)).toBe('isotonic');
    const few = [1, 2, 3, 4, 5, 6].map((seed) => chosen(300, (z) => 0.8 * z, seed));
    expect(few).not.toContain('isotonic');
  });

  it('is judged on customers that the fit has not seen', () => {
    const n = 400;
    const noise = drawn(n, 7, () => 0);
    const { logLoss } = chooseCalibrator(noise, parts(n), 5);
    expect(logLoss.isotonic).toBeGreaterThan(Math.log(2));
    expect(logLoss.platt).toBeLessThan(logLoss.none);
  });
});

describe('fitted calibrators', () => {
  it('recover what distorted the score', () => {
    const platt = fitCalibrator(
      'platt',
      drawn(40_000, 1, (z) => 0.5 * z - 0.3),
    );
    expect(platt).toMatchObject({ method: 'platt' });
    if (platt.method === 'platt') {
      expect(Math.abs(platt.slope - 0.5)).toBeLessThan(0.03);
      expect(Math.abs(platt.intercept + 0.3)).toBeLessThan(0.04);
    }
    const distorted = (z: number) => 0.5 * logSigmoid(z) - 1.5 * logSigmoid(-z) + 0.2;
    const beta = fitCalibrator('beta', drawn(40_000, 2, distorted));
    for (const z of grid) expect(Math.abs(logitOf(calibrated(beta, z)) - distorted(z))).toBeLessThan(0.25);
  });

  it('keep the order of a score that misleads, at chances that are nearly equal and right in the mean', () => {
    const rows = drawn(400, 5, (z) => -0.4 * z - 1);
    const platt = fitCalibrator('platt', rows);
    const chances = Array.from(rows.logit, (z) => calibrated(platt, z));
    expect(calibrated(platt, 2)).toBeGreaterThan(calibrated(platt, -2));
    expect(Math.max(...chances) - Math.min(...chances)).toBeLessThan(0.15);
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
    expect(mean(chances)).toBeCloseTo(mean(rows.label), 2);
  });

  it('solve the score equations of logistic regression', () => {
    const { logit, label } = drawn(500, 3, (z) => z * z - 1);
    const weight = logit.map((_, i) => i % 3);
    const square = logit.map((z) => z * z);
    const [a, b, c] = fitLogistic([logit, square], label, weight);
    const miss = logit.map((z, i) => weight[i] * (label[i] - sigmoid(a * z + b * square[i] + c)));
    for (const term of [logit, square, logit.map(() => 1)]) {
      expect(Math.abs(miss.reduce((sum, m, i) => sum + m * term[i], 0))).toBeLessThan(1e-4);
    }
  });

  it('stay finite where the classes part cleanly', () => {
    const logit = Float64Array.from({ length: 100 }, (_, i) => i - 49.5);
    const rows = { logit, label: logit.map((z) => (z > 0 ? 1 : 0)), weight: logit.map(() => 1) };
    for (const method of ['platt', 'beta', 'isotonic'] as const) {
      const calibrator = fitCalibrator(method, rows);
      expect(calibrated(calibrator, 49)).toBeGreaterThan(0.9);
      expect(calibrated(calibrator, -49)).toBeLessThan(0.1);
      expect(calibrated(calibrator, 1e6)).toBeLessThan(1);
      expect(calibrated(calibrator, -1e6)).toBeGreaterThan(0);
    }
  });

  it('never turn the order of scores round, even of scores that mislead', () => {
    for (const method of ['none', 'platt', 'beta', 'isotonic'] as const) {
      for (const truth of [(z: number) => z, (z: number) => -z, (z: number) => Math.sin(3 * z)]) {
        expectRising(fitCalibrator(method, drawn(800, 4, truth)));
      }
    }
  });
});

describe('isotonic regression', () => {
  it('is the min-max formula, block by block', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ score: fc.integer({ min: -6, max: 6 }), churned: fc.boolean() }), {
          minLength: 1,
          maxLength: 30,
        }),
        (rows) => {
          const logit = Float64Array.from(rows, ({ score }) => score);
          const label = Float64Array.from(rows, ({ churned }) => (churned ? 1 : 0));
          const fitted = fitCalibrator('isotonic', { logit, label, weight: logit.map(() => 1) });
          if (fitted.method !== 'isotonic') throw new Error('no isotonic fit');
          const expected = minMax(logit, label);
          const inner = fitted.rates.slice(1, -1);
          for (const rate of inner) {
            expect(Math.min(...expected.map((e) => Math.abs(e - rate)))).toBeLessThan(1e-12);
          }
          expect(fitted.rates).toHaveLength(new Set(expected.map((e) => e.toFixed(12))).size);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('takes no chance to be 0 or 1: half a row short of it', () => {
    const logit = Float64Array.from({ length: 60 }, (_, i) => i / 10);
    const label = logit.map((_, i) => (i < 20 ? 0 : i < 40 ? i % 2 : 1));
    const fitted = fitCalibrator('isotonic', { logit, label, weight: logit.map(() => 1) });
    expect(calibrated(fitted, 0)).toBeCloseTo(0.5 / 22, 10);
    expect(calibrated(fitted, 6)).toBeCloseTo(1 - 0.5 / 22, 10);
  });
});

function expectRising(calibrator: Calibrator): void {
  const rates = grid.map((z) => calibrated(calibrator, z));
  rates.forEach((rate, i) => {
    if (i > 0) expect(rate).toBeGreaterThanOrEqual(rates[i - 1] - 1e-12);
  });
}

/** Barlow and others 1972: the fit at a score is the greatest over starts of the least mean up to an end. */
function minMax(logit: Float64Array, label: Float64Array): number[] {
  const scores = [...new Set(logit)].sort((a, b) => a - b);
  const mean = (low: number, high: number) => {
    const rows = [...logit.keys()].filter((i) => logit[i] >= low && logit[i] <= high);
    return rows.reduce((sum, i) => sum + label[i], 0) / rows.length;
  };
  return scores.map((score, at) =>
    Math.max(
      ...scores
        .slice(0, at + 1)
        .map((low) => Math.min(...scores.filter((high) => high >= score).map((high) => mean(low, high)))),
    ),
  );
}
