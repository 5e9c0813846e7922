import { gammaQuantile } from '../numerics/gamma.ts';
import type { Interval } from './interval.ts';

/** A count with the exact limits of its expectation, where each happens by itself (Garwood 1936). */
export function countInterval(count: number, level: number): Interval {
  const tail = (1 - level) / 2;
  return {
    value: count,
    low: count === 0 ? 0 : gammaQuantile(tail, count),
    high: gammaQuantile(1 - tail, count + 1),
  };
}
