import { normalReach } from '../numerics/normal.ts';

/** How many of how many stayed. */
export interface Counted {
  readonly kept: number;
  readonly n: number;
}

/** Difference of two shares, treated minus control. */
export interface ShareDifference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval of a share (Wilson 1927). */
export function wilson({ kept, n }: Counted, level: number): readonly [low: number, high: number] {
  const z = normalReach(level);
  const share = kept / n;
  const middle = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const shrunk = 1 + (z * z) / n;
  return [Math.max(0, (middle - reach) / shrunk), Math.min(1, (middle + reach) / shrunk)];
}

/** Newcombe's hybrid score interval (Newcombe 1998, method 10): Wilson's limits of both shares, squared and added. */
export function newcombe(treated: Counted, control: Counted, level: number): ShareDifference {
  const [a, b] = [treated.kept / treated.n, control.kept / control.n];
  const [aLow, aHigh] = wilson(treated, level);
  const [bLow, bHigh] = wilson(control, level);
  const value = a - b;
  return {
    value,
    low: value - Math.hypot(a - aLow, bHigh - b),
    high: value + Math.hypot(aHigh - a, b - bLow),
  };
}

/** Both arms of one stratum. */
export interface Stratum {
  readonly treated: Counted;
  readonly control: Counted;
}

/**
 * Difference within strata, weighted by their customers. Variances take (kept + ½)/(n + 1) for the share, so that a
 * stratum in which all stayed does not pass for certain. Strata in which an arm is empty are merged with their
 * neighbour first; where that leaves one, its difference is Newcombe's.
 */
export function postStratified(strata: readonly Stratum[], level: number): ShareDifference {
  const merged = withoutEmptyArms(strata);
  if (merged.length < 2) return newcombe(merged[0].treated, merged[0].control, level);
  const all = merged.reduce((sum, { treated, control }) => sum + treated.n + control.n, 0);
  let [value, variance] = [0, 0];
  for (const { treated, control } of merged) {
    const weight = (treated.n + control.n) / all;
    value += weight * (treated.kept / treated.n - control.kept / control.n);
    variance += weight * weight * (softVariance(treated) + softVariance(control));
  }
  const reach = normalReach(level) * Math.sqrt(variance);
  return { value, low: value - reach, high: value + reach };
}

function softVariance({ kept, n }: Counted): number {
  const share = (kept + 0.5) / (n + 1);
  return (share * (1 - share)) / n;
}

function withoutEmptyArms(strata: readonly Stratum[]): Stratum[] {
  const merged: Stratum[] = [];
  for (const stratum of strata) {
    const before = merged.at(-1);
    if (before !== undefined && (isHalfEmpty(before) || isHalfEmpty(stratum)))
      merged[merged.length - 1] = together(before, stratum);
    else merged.push(stratum);
  }
  return merged;
}

const isHalfEmpty = ({ treated, control }: Stratum): boolean => treated.n === 0 || control.n === 0;

const together = (a: Stratum, b: Stratum): Stratum => ({
  treated: { kept: a.treated.kept + b.treated.kept, n: a.treated.n + b.treated.n },
  control: { kept: a.control.kept + b.control.kept, n: a.control.n + b.control.n },
});
