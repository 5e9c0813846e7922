import { describe, expect, it } from 'vitest';
import { weightedSum } from '../../../models/intervals/weighted-sum.ts';

const around = (value: number, reach: number, weight: number) => ({
  weight,
  value,
  low: value - reach,
  high: value + reach,
});
const two = [around(60, 3, 0.5), around(80, 4, 0.5)];

describe('a weighted sum of figures', () => {
  it('puts reaches together by Pythagoras where figures have nothing in common, in full where they move as one', () => {
    expect(weightedSum(two, () => 0)).toEqual({ value: 70, low: 67.5, high: 72.5 });
    expect(weightedSum(two, () => 1)).toEqual({ value: 70, low: 66.5, high: 73.5 });
    expect(weightedSum(two, () => -1)).toEqual({ value: 70, low: 69.5, high: 70.5 });
  });

  it('keeps limits that lie unevenly on their own sides; one figure keeps its own', () => {
    const uneven = { weight: 1, value: 10, low: 4, high: 11 };
    expect(weightedSum([uneven], () => 1)).toEqual({ value: 10, low: 4, high: 11 });
    expect(weightedSum([uneven, { ...uneven, low: 2 }], () => 0)).toEqual({
      value: 20,
      low: 10,
      high: 20 + Math.SQRT2,
    });
  });
});
