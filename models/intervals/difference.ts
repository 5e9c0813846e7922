import type { Interval } from './interval.ts';

/**
 * One figure less another of other people, with limits from both figures' own limits (MOVER: Zou and Donner 2008; with
 * Wilson's limits of two shares it is Newcombe's difference).
 */
export function differenceOf(now: Interval, before: Interval): Interval {
  const value = now.value - before.value;
  return {
    value,
    low: value - Math.hypot(now.value - now.low, before.high - before.value),
    high: value + Math.hypot(now.high - now.value, before.value - before.low),
  };
}
