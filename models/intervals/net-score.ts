import { wilson } from '../effects/retention-difference.ts';
import type { Interval } from './interval.ts';

/** How many of `n` stand at the upper and at the lower end; the rest stand between. */
export interface NetCounts {
  readonly up: number;
  readonly down: number;
  readonly n: number;
}

/**
 * Share at the upper end less share at the lower end, such as promoters less detractors, from −1 to 1. Limits by MOVER
 * (Zou and Donner 2008, equation 14) of both shares' Wilson limits, with the correlation of two classes of one sample.
 * @param level coverage, such as 0.95
 */
export function netScore({ up, down, n }: NetCounts, level: number): Interval {
  const [p, d] = [up / n, down / n];
  const [pLow, pHigh] = wilson({ kept: up, n }, level);
  const [dLow, dHigh] = wilson({ kept: down, n }, level);
  const together = -Math.sqrt((p * d) / ((1 - p) * (1 - d)));
  const r = Number.isFinite(together) ? together : 0;
  const reach = (a: number, b: number) => Math.sqrt(Math.max(0, a * a + b * b - 2 * r * a * b));
  const value = p - d;
  return {
    value,
    low: Math.max(-1, value - reach(p - pLow, dHigh - d)),
    high: Math.min(1, value + reach(pHigh - p, d - dLow)),
  };
}
