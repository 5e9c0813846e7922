import { describe, expect, it } from 'vitest';
import { meanInterval, shareInterval } from '../../../../models/quality/metrics/intervals.ts';

describe('the interval of a share', () => {
  it.each([
    [81 / 263, 263, 0.2553, 0.3662],
    [15 / 148, 148, 0.0624, 0.1605],
    [1 / 29, 29, 0.0061, 0.1718],
  ])('agrees with Newcombe 1998, table I: %d of %d', (share, n, low, high) => {
    const found = shareInterval(share, n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('has a width where nobody, or everybody, left, and stays within 0 and 1', () => {
    expect(shareInterval(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.161_125, 5) });
    expect(shareInterval(1, 20).high).toBe(1);
  });
});

describe('the interval of a mean', () => {
  it('is 1.96 standard errors to each side', () => {
    const { value, low, high } = meanInterval([1, 2, 3, 4]);
    expect(value).toBe(2.5);
    expect(high - value).toBeCloseTo(1.959_964 * Math.sqrt(5 / 3 / 4), 5);
    expect(value - low).toBeCloseTo(high - value, 12);
  });
});
