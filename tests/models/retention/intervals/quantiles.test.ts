import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../../../models/numerics/normal.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { type ZilnMembers, zilnQuantile } from '../../../../models/retention/intervals/ziln-quantile.ts';

const members = (...rows: readonly [chance: number, mean: number, spread: number][]): ZilnMembers => ({
  chance: Float64Array.from(rows, ([chance]) => chance),
  mean: Float64Array.from(rows, ([, mean]) => mean),
  spread: Float64Array.from(rows, ([, , spread]) => spread),
});

describe('quantiles of a mixture of zero-inflated log-normals', () => {
  it('of one member are those of its log-normal beyond its zeros', () => {
    const one = members([0.8, 2, 0.5]);
    expect(zilnQuantile(one, 0.19)).toBe(0);
    expect(zilnQuantile(one, 0.6)).toBeCloseTo(Math.exp(2), 4);
    expect(zilnQuantile(one, 0.92) / Math.exp(2 + 0.5 * 1.2815515655)).toBeCloseTo(1, 4);
  });

  it('leave their level below them, however far the members stand apart', () => {
    const mixtures = [
      members([0.9, 0, 0.1], [0.9, 10, 0.1]),
      members([0.3, -3, 2], [0.99, 4, 0.02], [0.7, 1, 1]),
      members([1e-3, 0, 1], [1 - 1e-9, 0, 3]),
      members([0.5, 50, 3], [0.5, -50, 3]),
    ];
    for (const mixture of mixtures) {
      for (const level of [0.01, 0.1, 0.5, 0.9, 0.99]) {
        const value = zilnQuantile(mixture, level);
        expect(Number.isFinite(value)).toBe(true);
        if (value > 0) expect(Math.abs(shareBelow(mixture, value) - level)).toBeLessThan(2e-5);
        else expect(shareBelow(mixture, 0)).toBeGreaterThanOrEqual(level);
      }
    }
  });

  it('agree with draws', () => {
    const mixture = members([0.6, 1, 0.8], [0.9, 1.5, 0.4], [0.7, 0.5, 1.2]);
    const random = randomStream(1, 'mixture');
    const draws = Float64Array.from({ length: 100_000 }, () => {
      const m = random.integer(3);
      if (random.uniform() >= mixture.chance[m]) return 0;
      return Math.exp(mixture.mean[m] + mixture.spread[m] * random.normal());
    }).sort();
    for (const level of [0.1, 0.4, 0.5, 0.9]) {
      const drawn = draws[level * draws.length];
      expect(Math.abs(zilnQuantile(mixture, level) - drawn)).toBeLessThan(0.03 * Math.max(1, drawn));
    }
  });
});

function shareBelow({ chance, mean, spread }: ZilnMembers, value: number): number {
  return chance.reduce((share, p, m) => {
    const below = value > 0 ? normalCdf((Math.log(value) - mean[m]) / spread[m]) : 0;
    return share + (1 - p + p * below) / chance.length;
  }, 0);
}
