import { describe, expect, it } from 'vitest';
import { inverseSoftplus, softplus, zilnLoss, zilnMean } from '../../../../models/learn/network/losses.ts';

describe('zero-inflated log-normal loss', () => {
  it('reproduces the values of google/lifetime_value', () => {
    expect(zilnLoss(0.1, 0.2, 0.3, 0).loss).toBeCloseTo(0.74439666, 8);
    expect(zilnLoss(0.4, 0.5, 0.6, 1.5).loss).toBeCloseTo(1.878372591, 8);
    expect(zilnMean(0.1, 0.2, 0.3)).toBeCloseTo(0.923638, 6);
    expect(zilnMean(0.4, 0.5, 0.6)).toBeCloseTo(1.690755, 6);
  });

  it.each([
    [0.4, 0.5, 0.6, 1.5],
    [-2, 1, -1, 40],
    [3, -1, 2, 0],
    [30, 0, 5, 1e-3],
    [-30, 5, -3, 100],
  ])('has the slopes of finite differences at (%f, %f, %f), value %f', (p, mean, raw, value) => {
    const step = 1e-5;
    const slope = (at: number[], i: number) => {
      const moved = (by: number) => at.map((z, j) => (j === i ? z + by : z)) as [number, number, number];
      return (zilnLoss(...moved(step), value).loss - zilnLoss(...moved(-step), value).loss) / (2 * step);
    };
    const { ofPurchaseLogit, ofMean, ofRawSpread } = zilnLoss(p, mean, raw, value);
    [ofPurchaseLogit, ofMean, ofRawSpread].forEach((exact, i) => {
      const numeric = slope([p, mean, raw], i);
      expect(Math.abs(exact - numeric)).toBeLessThan(1e-6 * Math.max(1, Math.abs(numeric)));
    });
  });

  it('stays finite for extreme outputs', () => {
    for (const z of [-1e4, 1e4]) {
      const { loss, ofPurchaseLogit, ofMean, ofRawSpread } = zilnLoss(z, z, z, 3);
      for (const x of [loss, ofPurchaseLogit, ofMean, ofRawSpread]) expect(Number.isFinite(x)).toBe(true);
    }
    expect(zilnMean(0, 1, 50, 3)).toBeCloseTo(0.5 * Math.exp(1 + 4.5), 8);
  });

  it('inverts softplus', () => {
    for (const spread of [0.01, 1, 30]) expect(softplus(inverseSoftplus(spread))).toBeCloseTo(spread, 10);
  });
});
