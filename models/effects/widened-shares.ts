import type { AdjustedEffect } from './adjusted-difference.ts';
import type { ShareDifference } from './retention-difference.ts';

/**
 * An adjusted difference of shares whose interval reaches at least as far as Newcombe's, which is narrowed as the adjustment narrows
 * the standard error. Student's t alone does not hold where hardly anybody of a small arm stays, or leaves: the arm's variance is
 * then often found to be next to none (tests/models/effects/widened-shares.test.ts).
 * @param plain the difference before it was adjusted
 */
export function widenedShares(adjusted: AdjustedEffect, plain: ShareDifference): AdjustedEffect {
  const times = Math.sqrt(adjusted.varianceRatio);
  return {
    ...adjusted,
    low: Math.min(adjusted.low, adjusted.value - times * (plain.value - plain.low)),
    high: Math.max(adjusted.high, adjusted.value + times * (plain.high - plain.value)),
  };
}
