import { describe, expect, it } from 'vitest';
import { calibrationSpread } from '../../../../models/learn/calibration/calibration-spread.ts';
import { type CalibrationRows, interpolate } from '../../../../models/learn/calibration/calibrator.ts';
import { fitCalibrator } from '../../../../models/learn/calibration/fit-calibrator.ts';
import { logitOf, sigmoid } from '../../../../models/numerics/logit.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { churnInterval } from '../../../../models/retention/intervals/churn-interval.ts';

/** Scores half as steep as they should be, one row a customer. */
function drawn(n: number, seed: number): CalibrationRows {
  const random = randomStream(seed, 'interval rows');
  const logit = Float64Array.from({ length: n }, () => random.normal());
  const label = logit.map((z) => (random.uniform() < sigmoid(2 * z - 0.5) ? 1 : 0));
  return { logit, label, weight: new Float64Array(n).fill(1) };
}
const ownCustomer = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe('the churn interval', () => {
  it('covers the true chance about four times in five, by the calibration error alone', () => {
    let inside = 0;
    const seeds = 60;
    for (let seed = 1; seed <= seeds; seed++) {
      const rows = drawn(600, seed);
      const calibrator = fitCalibrator('platt', rows);
      const spread = calibrationSpread('platt', rows, ownCustomer(600), seed);
      for (const z of [-1.5, -0.5, 0.5, 1.5]) {
        const { low, high } = churnInterval(calibrator, spread, z, 0);
        const truth = sigmoid(2 * z - 0.5);
        if (low <= truth && truth <= high) inside += 1 / (4 * seeds);
      }
    }
    expect(inside).toBeGreaterThan(0.7);
    expect(inside).toBeLessThan(0.9);
  });

  it('carries the spread of the members through the calibrator', () => {
    const calibrator = { method: 'platt', slope: 2, intercept: 1 } as const;
    const { churn, low, high } = churnInterval(calibrator, null, 0.2, 0.5);
    expect(churn).toBeCloseTo(sigmoid(1.4), 12);
    expect(logitOf(high)).toBeCloseTo(1.4 + 1.2815515655 * 2 * 0.5, 6);
    expect(logitOf(low)).toBeCloseTo(1.4 - 1.2815515655 * 2 * 0.5, 6);
  });

  it('stays in order at any score', () => {
    const rows = drawn(300, 3);
    for (const method of ['none', 'platt', 'beta', 'isotonic'] as const) {
      const calibrator = fitCalibrator(method, rows);
      const spread = calibrationSpread(method, rows, ownCustomer(300), 1);
      for (const z of [-1e6, -40, 0, 40, 1e6]) {
        const { churn, low, high } = churnInterval(calibrator, spread, z, 2);
        expect(low > 0 && low <= churn && churn <= high && high < 1).toBe(true);
      }
    }
  });
});

describe('the error of a calibrator', () => {
  it('halves with four times the rows', () => {
    const error = (n: number) =>
      [1, 2, 3, 4, 5, 6].reduce((sum, seed) => {
        const { logits, errors } = calibrationSpread('platt', drawn(n, seed), ownCustomer(n), seed);
        return sum + interpolate(logits, errors, 0.5);
      }, 0);
    expect(error(4000) / error(1000)).toBeGreaterThan(0.4);
    expect(error(4000) / error(1000)).toBeLessThan(0.6);
  });

  it('counts customers, not rows: four copies of each teach nothing more', () => {
    const once = drawn(500, 6);
    const copied = (values: Float64Array) => Float64Array.from({ length: 2000 }, (_, i) => values[i >> 2]);
    const fourfold = { logit: copied(once.logit), label: copied(once.label), weight: copied(once.weight) };
    const customer = Int32Array.from({ length: 2000 }, (_, i) => i >> 2);
    const single = calibrationSpread('platt', once, ownCustomer(500), 1);
    const clustered = calibrationSpread('platt', fourfold, customer, 1);
    single.errors.forEach((error, i) => {
      expect(clustered.errors[i] / error).toBeGreaterThan(0.8);
      expect(clustered.errors[i] / error).toBeLessThan(1.2);
    });
  });
});
