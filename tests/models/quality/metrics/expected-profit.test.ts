import { describe, expect, it } from 'vitest';
import {
  expectedMaximumProfit,
  profitAtOf,
  usualCosts,
} from '../../../../models/quality/metrics/expected-profit.ts';
import { rankingOf, unitWeights } from '../../../../models/quality/metrics/order.ts';
import { lehmerRows } from '../../lehmer.ts';

const drawn = lehmerRows(500, 6, 20);
const p = drawn.map(([u]) => Math.floor(u! * 50 + 1) / 52);
const left = drawn.map(([, u], i) => (u! < p[i] ? 1 : 0));

describe('expected maximum profit', () => {
  it('is the published example to the last digit (Verbraken 2013, as empulse documents it)', () => {
    const { profit, share } = expectedMaximumProfit(
      [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9],
      [0, 1, 0, 1, 0, 1, 0, 1],
    );
    expect(profit).toBeCloseTo(23.875593418348124, 12);
    expect(share).toBeCloseTo(0.8743700763487141, 12);
  });

  it('is the best profit at each rate of acceptance, integrated (numpy, 400,000 rates)', () => {
    expect(expectedMaximumProfit(p, left).profit).toBeCloseTo(23.613571508, 6);
    const costs = { customerValue: 80, offer: 20, contact: 3, acceptAlpha: 2, acceptBeta: 2.5 };
    expect(expectedMaximumProfit(p, left, costs).profit).toBeCloseTo(6.750922256, 6);
  });

  it('of a score that knows all contacts exactly those who leave, where some would accept', () => {
    const costs = { ...usualCosts, contact: 0 };
    const { profit, share } = expectedMaximumProfit(left, left, costs);
    const rate = left.reduce((sum: number, y) => sum + y, 0) / 500;
    expect(profit).toBeCloseTo(rate * 0.3 * 190, 9);
    expect(share).toBeCloseTo(rate, 9);
  });
});

describe('profit at the list', () => {
  it('by hand: two of ten contacted, one of them leaves', () => {
    const score = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
    const outcome = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0];
    const profit = profitAtOf(rankingOf(score), outcome, 0.2, usualCosts)(unitWeights(10));
    expect(profit).toBeCloseTo((0.3 * 190 - 1 - 11) / 10, 12);
  });
});
