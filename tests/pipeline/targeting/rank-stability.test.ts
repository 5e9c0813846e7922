import { describe, expect, it } from 'vitest';
import { medianOf, rankStability } from '../../../pipeline/targeting/rank-stability.ts';
import { keptBorders } from '../../../pipeline/targeting/save-prior.ts';
import { candidate } from './fixtures.ts';

const sure = (id: string, kept: number) =>
  candidate({
    customer_id: id,
    churn: 0.5,
    churn_low: 0.49,
    churn_high: 0.51,
    clv_if_kept: kept,
    clv_p10: kept,
    clv_p50: kept,
    clv_p90: kept,
  });
const unsure = (id: string, kept: number) =>
  candidate({ customer_id: id, churn: 0.5, churn_low: 0.1, churn_high: 0.9, clv_if_kept: kept });
const options = { listSize: 2, savePrior: keptBorders({}, 0.3).savePrior, seed: 5 };
const stabilityOf = (pool: ReturnType<typeof candidate>[], over = {}) =>
  rankStability(pool as Parameters<typeof rankStability>[0], { ...options, ...over });

describe('rank stability', () => {
  it('is 1 for those far ahead, 0 for those far behind, and between at the border', () => {
    const [first, second, third, last] = stabilityOf([
      sure('a', 10_000),
      unsure('b', 110),
      unsure('c', 100),
      sure('d', 1),
    ]);
    expect(first).toBe(1);
    expect(last).toBe(0);
    expect(second).toBeGreaterThan(0.3);
    expect(second).toBeLessThan(0.8);
    expect(second! + third!).toBeCloseTo(1, 12);
  });

  it('is even between two who are alike', () => {
    const [a, b] = stabilityOf([unsure('a', 100), unsure('b', 100)], { listSize: 1, draws: 4000 });
    expect(Math.abs(a! - 0.5)).toBeLessThan(0.04);
    expect(a! + b!).toBeCloseTo(1, 12);
  });

  it('repeats, and does not depend on the order of the pool', () => {
    const pool = Array.from({ length: 8 }, (_, i) => unsure(`c${i}`, 90 + 5 * i));
    const forward = stabilityOf(pool);
    expect(stabilityOf(pool)).toEqual(forward);
    expect([...stabilityOf([...pool].reverse())].reverse()).toEqual([...forward]);
    expect(stabilityOf(pool, { seed: 6 })).not.toEqual(forward);
    expect(forward.reduce((sum, share) => sum + share, 0)).toBeCloseTo(2, 9);
  });

  it('is 1 where everyone fits', () => {
    expect([...stabilityOf([unsure('a', 100)])]).toEqual([1]);
  });

  it('redraws churn inside its interval: eight draws in ten fall between its ends', () => {
    // Alone at stake is whether churn · prior exceeds a fixed rival just at the upper end of the interval.
    const level = [
      [0, 1],
      [1, 1],
    ] as [number, number][];
    const moving = candidate({
      customer_id: 'a',
      churn: 0.5,
      churn_low: 0.3,
      churn_high: 0.7,
      clv_if_kept: 100,
      clv_if_lost: 0,
      clv_p10: 100,
      clv_p50: 100,
      clv_p90: 100,
    });
    const rival = candidate({
      customer_id: 'b',
      churn: 0.7,
      churn_low: 0.7,
      churn_high: 0.7,
      clv_if_kept: 100,
      clv_if_lost: 0,
      clv_p10: 100,
      clv_p50: 100,
      clv_p90: 100,
    });
    const [above] = stabilityOf([moving, rival], { listSize: 1, draws: 4000, savePrior: level });
    expect(Math.abs(above! - 0.1)).toBeLessThan(0.02);
  });

  it('has a median', () => {
    expect([[], [3], [1, 4], [5, 1, 2], [4, 1, 2, 3]].map(medianOf)).toEqual([null, 3, 2.5, 2, 2.5]);
  });
});
