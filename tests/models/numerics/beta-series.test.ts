import { describe, expect, it } from 'vitest';
import { logBetaSeries } from '../../../models/numerics/beta-series.ts';

/** ln 2F1(p, 1; 2; z) = ln((1 − rest^(1−p)) / ((1 − p) z)), in logs: the antiderivative of (1 − z y)^(−p). */
function atOneK(p: number, rest: number): number {
  const log = p < 1 ? 0 : (1 - p) * Math.log(rest);
  return (
    log + Math.log(-Math.expm1(-Math.abs(1 - p) * -Math.log(rest))) - Math.log(Math.abs(1 - p) * (1 - rest))
  );
}

describe('2F1(p, k; k + 1; z)', () => {
  const rests = [0.5, 0.0201, 0.0199, 1e-3, 1e-6, 1e-9, 1e-12];

  it.each(rests)('at k = 1 is what the antiderivative gives, to twelve digits, at 1 − z = %s', (rest) => {
    for (const p of [0.01, 0.3, 0.99, 1.5, 4, 40, 200]) {
      const expected = atOneK(p, rest);
      const { value } = logBetaSeries(1, p, 1 - rest, rest);
      expect(Math.abs(value - expected), `p = ${p}`).toBeLessThan(2e-12 * Math.max(1, Math.abs(expected)));
    }
  });

  it.each(rests)('has the slopes of its value at 1 − z = %s', (rest) => {
    for (const k of [0.3, 2, 30]) {
      for (const p of [0.4, 3, 50]) {
        const at = (dk: number, dp: number, dz: number) =>
          logBetaSeries(k + dk, p + dp, 1 - rest + dz, rest - dz).value;
        const { byK, byP, byZ } = logBetaSeries(k, p, 1 - rest, rest);
        const [h, hz] = [1e-4, 1e-4 * rest];
        const near = (slope: number, difference: number) =>
          expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
        near(byK, (at(h, 0, 0) - at(-h, 0, 0)) / (2 * h));
        near(byP, (at(0, h, 0) - at(0, -h, 0)) / (2 * h));
        near(byZ * rest, ((at(0, 0, hz) - at(0, 0, -hz)) / (2 * hz)) * rest);
      }
    }
  });

  it('is one function across the border between series and integral', () => {
    for (const k of [0.5, 5, 60]) {
      for (const p of [0.3, 2, 20]) {
        const at = (z: number) => logBetaSeries(k, p, z);
        const [below, above] = [at(0.98 - 1e-9), at(0.98)];
        expect(above.value - below.value).toBeCloseTo(1e-9 * below.byZ, 11);
        expect(above.byK).toBeCloseTo(below.byK, 6);
      }
    }
  });

  it.each<[number, number, number]>([
    [1, 1, 0],
    [1, Number.POSITIVE_INFINITY, 1e-3],
    [0, 3, 1e-3],
    [1e-300, 1e300, 1e-300],
    [Number.POSITIVE_INFINITY, 2, 1e-3],
    [Number.NaN, 2, 1e-3],
    [2, 50, 1e-300],
  ])('lets a search go beyond all reason: k = %s, p = %s, 1 − z = %s', (k, p, rest) => {
    expect(typeof logBetaSeries(k, p, 1 - rest, rest).value).toBe('number');
  });
});
