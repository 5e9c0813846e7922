import { normalCdf, normalReach } from '../numerics/normal.ts';

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
export const wilson = (counted: Counted, level: number): readonly [low: number, high: number] =>
  wilsonAt(counted, normalReach(level));

function wilsonAt({ kept, n }: Counted, z: number): readonly [low: number, high: number] {
  const share = kept / n;
  const middle = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const shrunk = 1 + (z * z) / n;
  return [Math.max(0, (middle - reach) / shrunk), Math.min(1, (middle + reach) / shrunk)];
}

/** Newcombe's hybrid score interval (Newcombe 1998, method 10): Wilson's limits of both shares, squared and added. */
export const newcombe = (treated: Counted, control: Counted, level: number): ShareDifference =>
  newcombeAt(treated, control, normalReach(level));

/** The same with the deviates that the interval is to reach, in place of a level: beyond 8 no level tells them apart. */
export function newcombeAt(treated: Counted, control: Counted, z: number): ShareDifference {
  const [a, b] = [treated.kept / treated.n, control.kept / control.n];
  const [aLow, aHigh] = wilsonAt(treated, z);
  const [bLow, bHigh] = wilsonAt(control, z);
  const value = a - b;
  return {
    value,
    low: value - Math.hypot(a - aLow, bHigh - b),
    high: value + Math.hypot(aHigh - a, b - bLow),
  };
}

/** Beyond so many standard errors a chance is nothing. */
const farthest = 38;

/**
 * Two-sided p of a difference whose interval reaches as far as Newcombe's on the side of zero: 1 less the level at which it touches
 * zero, so that p is below 5% exactly where the 95% interval leaves zero out.
 * @param value the difference, adjusted or not; its interval is `times` as wide as Newcombe's
 */
export function chanceOfShares(
  treated: Counted,
  control: Counted,
  { value, times }: { readonly value: number; readonly times: number },
): number {
  if (value === 0) return 1;
  const holdsZero = (z: number) => {
    const plain = newcombeAt(treated, control, z);
    const reach = value > 0 ? plain.value - plain.low : plain.high - plain.value;
    return times * reach >= Math.abs(value);
  };
  let [low, high] = [0, farthest];
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (holdsZero(middle)) high = middle;
    else low = middle;
  }
  return Math.min(1, 2 * normalCdf(-high));
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
export const postStratified = (strata: readonly Stratum[], level: number): ShareDifference =>
  postStratifiedAt(strata, normalReach(level));

/** The same with the deviates that the interval is to reach. */
export function postStratifiedAt(strata: readonly Stratum[], z: number): ShareDifference {
  const merged = withoutEmptyArms(strata);
  if (merged.length < 2) return newcombeAt(merged[0].treated, merged[0].control, z);
  const all = merged.reduce((sum, { treated, control }) => sum + treated.n + control.n, 0);
  let [value, variance] = [0, 0];
  for (const { treated, control } of merged) {
    const weight = (treated.n + control.n) / all;
    value += weight * (treated.kept / treated.n - control.kept / control.n);
    variance += weight * weight * (softVariance(treated) + softVariance(control));
  }
  const reach = z * Math.sqrt(variance);
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
