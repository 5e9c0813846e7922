import { betaBelow } from '../numerics/beta.ts';
import { gammaBelow } from '../numerics/gamma.ts';

/**
 * Probability of `seen` or more: negative binomial of a mean and a variance of `spread` times the mean; Poisson where that is 1.
 * @param seen a whole number
 * @param spread variance over mean, 1 or more
 */
export function countTail(seen: number, mean: number, spread: number): number {
  if (seen <= 0) return 1;
  if (spread <= 1 + 1e-9) return gammaBelow(mean, seen);
  return betaBelow(1 - 1 / spread, seen, mean / (spread - 1));
}
