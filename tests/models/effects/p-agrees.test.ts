import { describe, expect, it } from 'vitest';
import { compareArms } from '../../../models/effects/compare-arms.ts';
import { chanceOfShares, newcombe } from '../../../models/effects/retention-difference.ts';
import { randomStream } from '../../../models/numerics/random.ts';

const level = 0.95;

const arm = (n: number, kept: number) => ({
  outcome: Float64Array.from({ length: n }, (_, i) => Number(i < kept)),
  before: [],
  cost: null,
});

describe('p and the interval of the same figure', () => {
  it('agree for every share of small arms: p is below 5% exactly where zero is left out', () => {
    let apart = 0;
    for (const [n, m] of [
      [60, 40],
      [200, 30],
    ] as const)
      for (let a = 0; a <= n; a += 1)
        for (let b = 0; b <= m; b += 3) {
          const { shares, p } = compareArms(arm(n, a), arm(m, b), level);
          const excludes = shares!.low > 0 || shares!.high < 0;
          expect(p < 1 - level, `${a}/${n} ${b}/${m}`).toBe(excludes);
          apart += Number(excludes);
        }
    expect(apart).toBeGreaterThan(500);
  });

  it('agree where the share is adjusted, near the border above all', () => {
    const random = randomStream(5, 'near the border');
    let [near, excluding] = [0, 0];
    for (let i = 0; i < 300; i++) {
      const [treated, control] = [0.94, 0.88].map((share, j) => {
        const before = Float64Array.from({ length: j === 0 ? 300 : 90 }, () => random.uniform());
        return {
          outcome: before.map((x) => Number(random.uniform() < share + 0.1 * (x - 0.5))),
          before: [before],
          cost: null,
        };
      });
      const { adjusted, p } = compareArms(treated!, control!, level);
      const excludes = adjusted!.low > 0 || adjusted!.high < 0;
      expect(p < 1 - level).toBe(excludes);
      near += Number(Math.abs(p - 0.05) < 0.04);
      excluding += Number(excludes);
    }
    expect(near).toBeGreaterThan(20);
    expect(excluding).toBeGreaterThan(20);
  });

  it('agree where the outcome is an amount', () => {
    const random = randomStream(6, 'amounts');
    let excluding = 0;
    for (let i = 0; i < 200; i++) {
      const [treated, control] = [0.25, 0].map((more) => ({
        outcome: Float64Array.from({ length: 80 }, () => more + random.normal()),
        before: [],
        cost: null,
      }));
      const { plain, p } = compareArms(treated!, control!, level);
      const excludes = plain.low > 0 || plain.high < 0;
      expect(p < 1 - level).toBe(excludes);
      excluding += Number(excludes);
    }
    expect(excluding).toBeGreaterThan(20);
    expect(excluding).toBeLessThan(180);
  });

  it('is 1 less the level at which Newcombe’s interval touches zero', () => {
    const [treated, control] = [
      { kept: 56, n: 70 },
      { kept: 48, n: 80 },
    ];
    const p = chanceOfShares(treated, control, { value: 56 / 70 - 48 / 80, times: 1 });
    expect(newcombe(treated, control, 1 - p).low).toBeCloseTo(0, 12);
    expect(chanceOfShares(treated, control, { value: 0, times: 1 })).toBe(1);
    // Far beyond what any interval holds.
    const all = { kept: 100_000, n: 100_000 };
    expect(chanceOfShares(all, { kept: 0, n: 100_000 }, { value: 1, times: 0.1 })).toBeLessThan(1e-300);
  });
});
