import { describe, expect, it } from 'vitest';
import { differenceWithin, meanDifference } from '../../../models/effects.ts';

describe('a difference within strata', () => {
  const pair = { treated: { n: 80, mean: 12, variance: 9 }, control: { n: 20, mean: 10, variance: 16 } };

  it('is the plain one where there is one stratum', () => {
    const plain = meanDifference(pair.treated, pair.control, 0.95);
    const within = differenceWithin([pair], 0.95);
    for (const part of ['value', 'standardError', 'degrees', 'low', 'high'] as const)
      expect(within[part]).toBeCloseTo(plain[part], 12);
  });

  it('weighs strata by their customers, and is not moved by how their levels differ', () => {
    const other = { treated: { n: 40, mean: 102, variance: 9 }, control: { n: 60, mean: 101, variance: 9 } };
    const { value, standardError } = differenceWithin([pair, other], 0.95);
    expect(value).toBeCloseTo((2 + 1) / 2, 12);
    const own = [pair, other].map(({ treated, control }) => meanDifference(treated, control, 0.95));
    expect(standardError).toBeCloseTo(Math.hypot(...own.map((one) => one.standardError)) / 2, 12);
  });

  it('has no width where nothing varies', () => {
    const still = { treated: { n: 5, mean: 3, variance: 0 }, control: { n: 5, mean: 1, variance: 0 } };
    expect(differenceWithin([still], 0.95)).toMatchObject({ value: 2, low: 2, high: 2 });
  });
});
