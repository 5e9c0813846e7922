import { studentQuantile } from '../numerics/student.ts';
import { differenceVariance, type Effect, welchDegrees } from './mean-difference.ts';
import type { ArmMean } from './moments.ts';

/** The arms of customers who all had the same chance of treatment. */
export interface ArmPair {
  readonly treated: ArmMean;
  readonly control: ArmMean;
}

/**
 * Treated minus control within strata, each weighed by its customers (post-stratification): where the chance of treatment
 * was changed on the way, arms pooled over it differ by when their customers were drawn as well. With one stratum that is
 * `meanDifference`. Degrees of freedom by Satterthwaite.
 * @param strata each with two customers in each arm at least; one at least
 * @param level coverage, such as 0.95
 */
export function differenceWithin(strata: readonly ArmPair[], level: number): Effect {
  const all = strata.reduce((sum, { treated, control }) => sum + treated.n + control.n, 0);
  let [value, variance, spread] = [0, 0, 0];
  for (const { treated, control } of strata) {
    const weight = (treated.n + control.n) / all;
    const own = weight ** 2 * differenceVariance(treated, control);
    value += weight * (treated.mean - control.mean);
    variance += own;
    spread += own ** 2 / welchDegrees(treated, control);
  }
  const degrees = variance === 0 ? all - 2 * strata.length : variance ** 2 / spread;
  const standardError = Math.sqrt(variance);
  const reach = variance === 0 ? 0 : studentQuantile((1 + level) / 2, degrees) * standardError;
  return { value, standardError, degrees, low: value - reach, high: value + reach };
}
