import { expect, it } from 'vitest';
import { quotient, unitsOf } from '../../../pipeline/effects/exact-sums.ts';

it('reads decimals as they are written, and nothing else', () => {
  expect(unitsOf('129.95', 2)).toBe(12_995n);
  expect(unitsOf('-0.50', 4)).toBe(-5000n);
  expect(unitsOf('100000000000000000000.01', 2)).toBe(10_000_000_000_000_000_000_001n);
  expect(unitsOf('3', 2)).toBe(300n);
  for (const text of ['1.5E10', '1.234', '', null, 'NaN'])
    expect(() => unitsOf(text, 2)).toThrow(/no decimal/);
});

it('gives equal ratios the same number, however many customers they are of', () => {
  for (let n = 1n; n < 400n; n++) {
    expect(quotient(12_995n * n, 100n * n)).toBe(129.95);
    expect(quotient(n * (12_995n ** 2n * n) - (12_995n * n) ** 2n, n)).toBe(0);
    const large = 100_000_000_000_033n;
    expect(quotient(-large * n, 100n * n)).toBe(quotient(-large, 100n));
  }
});
