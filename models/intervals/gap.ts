import { meanDifference } from '../effects/mean-difference.ts';
import type { Interval } from './interval.ts';
import { type Sums, varianceOf } from './mean-of-sums.ts';

/**
 * How far the mean of one group lies below another's, for all of the first group together: n · (mean of the others −
 * mean of the group), with the limits of the difference of both means. Each group needs two values.
 */
export function scaledGap(group: Sums, others: Sums, level: number): Interval {
  const { value, low, high } = meanDifference(armOf(others), armOf(group), level);
  return { value: group.n * value, low: group.n * low, high: group.n * high };
}

const armOf = (sums: Sums) => ({ n: sums.n, mean: sums.sum / sums.n, variance: varianceOf(sums) });
