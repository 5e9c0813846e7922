import { describe, expect, it } from 'vitest';
import { entropyWeights } from '../../../models/effects/entropy-balance.ts';
import { meanDifference } from '../../../models/effects/mean-difference.ts';
import { combined, momentsOf } from '../../../models/effects/moments.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import { lalonde, readTrainees, type Trainee } from '../../support/lalonde.ts';

const meanBy = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0) / rows.length;

describe('entropy balancing', () => {
  it('gives the weighted controls the means asked for', () => {
    const stream = randomStream(3, 'balance');
    const columns = [0, 1, 2].map(() => Float64Array.from({ length: 400 }, () => stream.normal() + 0.4));
    const { weights, balanced } = entropyWeights(columns);
    expect(balanced).toBe(true);
    for (const column of columns)
      expect(weights.reduce((sum, weight, i) => sum + weight * column[i], 0)).toBeCloseTo(0, 9);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('says so where no weights can', () => {
    const above = Float64Array.from({ length: 50 }, (_, i) => 1 + i);
    expect(entropyWeights([above]).balanced).toBe(false);
  });
});

describe.skipIf(lalonde.missing)('LaLonde', () => {
  const experiment = lalonde.missing ? [] : readTrainees('nsw_dw');
  const trained = experiment.filter(({ treated }) => treated);

  it('is the published experiment to the cent', () => {
    const arm = (rows: readonly Trainee[]) =>
      combined(momentsOf([rows.map(({ earnings }) => earnings)]), [1]);
    const control = experiment.filter(({ treated }) => !treated);
    expect(meanDifference(arm(trained), arm(control), 0.95).value).toBeCloseTo(1794.34, 2);
    const [a, b] = [arm(trained), arm(control)];
    expect(Math.sqrt(a.variance / a.n + b.variance / b.n)).toBeCloseTo(671, 2);
  });

  it.each([
    ['psid_controls', 2058.097],
    ['cps_controls', 1270.735],
    ['psid_controls3', 2388.48],
    ['cps_controls3', 1273.262],
  ])('balanced on eight means, %s', (file, effect) => {
    const controls = readTrainees(file);
    const columns = trained[0].before.map((_, j) => {
      const mean = meanBy(trained, ({ before }) => before[j]);
      const spread = Math.sqrt(meanBy(trained, ({ before }) => (before[j] - mean) ** 2));
      return Float64Array.from(controls, ({ before }) => (before[j] - mean) / spread);
    });
    const { weights, balanced } = entropyWeights(columns);
    const without = weights.reduce((sum, weight, i) => sum + weight * controls[i].earnings, 0);
    expect(balanced).toBe(true);
    expect(meanBy(trained, ({ earnings }) => earnings) - without).toBeCloseTo(effect, 2);
  });
});
