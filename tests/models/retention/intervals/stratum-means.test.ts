import { describe, expect, it } from 'vitest';
import { stratumMeans } from '../../../../models/retention/intervals/stratum-means.ts';

const around = (mean: number, spread: number, n = 100) =>
  Float64Array.from({ length: n }, (_, i) => mean + (i % 2 === 0 ? spread : -spread));

describe('means of strata', () => {
  it('are taken as they come where they differ far beyond chance', () => {
    const [low, high] = stratumMeans([around(0.9, 0.01), around(1.1, 0.01)]);
    expect(low).toBeCloseTo(0.9, 4);
    expect(high).toBeCloseTo(1.1, 4);
  });

  it('are 1 where chance explains how they differ', () => {
    expect(stratumMeans([around(0.97, 1), around(1.05, 1), around(1, 1)])).toEqual([1, 1, 1]);
  });

  it('are drawn to 1 the more, the fewer rows say so', () => {
    const [few, many] = stratumMeans([around(1.1, 0.3, 20), around(1.1, 0.3, 2000)]);
    expect(few).toBeLessThan(1.08);
    expect(many).toBeGreaterThan(1.09);
  });

  it('are taken at their word where nothing varies, and not at all where figures overflow', () => {
    expect(stratumMeans([around(1.25, 0), around(1e300, 1e300)])).toEqual([1.25, 1]);
  });
});
