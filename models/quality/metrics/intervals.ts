import type { Measured } from './cluster-bootstrap.ts';

/** Standard normal quantile of 0.975. */
const z975 = 1.959963984540054;

/** A share of `n` independent customers with its 95% interval (Wilson 1927): inside [0, 1], and not empty at 0 or 1. */
export function shareInterval(share: number, n: number): Measured {
  const z2 = z975 ** 2 / n;
  const middle = (share + z2 / 2) / (1 + z2);
  const reach = (z975 / (1 + z2)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return {
    value: share,
    low: Math.max(0, Math.min(share, middle - reach)),
    high: Math.min(1, Math.max(share, middle + reach)),
  };
}

/** A mean with its 95% interval by the normal distribution; without width for fewer than two values. */
export function meanInterval(values: ArrayLike<number>): Measured {
  const n = values.length;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) sum += values[i]!;
  const value = sum / n;
  for (let i = 0; i < n; i++) squares += (values[i]! - value) ** 2;
  const reach = n < 2 ? 0 : z975 * Math.sqrt(squares / (n - 1) / n);
  return { value, low: value - reach, high: value + reach };
}
