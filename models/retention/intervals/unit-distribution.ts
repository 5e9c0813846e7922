/**
 * A distribution of mean 1 on 0 and above: a mass at zero, and above it a cumulative distribution that rises in straight
 * lines between points. Plain data.
 */
export interface UnitDistribution {
  readonly zero: number;
  /** Rising, above 0; the first is the least value above zero, the last the greatest. */
  readonly at: readonly number[];
  /** Chance of at most each of them; the first is `zero`, the last 1. */
  readonly below: readonly number[];
}

/** Levels above zero at which points stand. */
const levels = [
  0, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75,
  0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99, 1,
];

/** With a mass at zero, and above it what is known where nothing is but the mean: the exponential has the most entropy. */
export const exponentialAbove = (zero: number): UnitDistribution =>
  ofMeanOne(
    zero,
    levels.map((level) => -Math.log1p(-Math.min(0.999, level)) + 1e-9),
  );

/** The distribution of ratios, 0 or above, scaled to mean 1; null where none is above. */
export function fitUnit(ratios: Float64Array): UnitDistribution | null {
  const positive = ratios.filter((ratio) => ratio > 0).sort();
  if (positive.length === 0) return null;
  const zero = 1 - positive.length / ratios.length;
  return ofMeanOne(
    zero,
    levels.map((level) => between(positive, level * (positive.length - 1))),
  );
}

function between(sorted: Float64Array, place: number): number {
  const low = Math.floor(place);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
}

function ofMeanOne(zero: number, at: readonly number[]): UnitDistribution {
  const below = levels.map((level) => zero + (1 - zero) * level);
  let mean = 0;
  for (let j = 1; j < at.length; j++) mean += ((below[j] - below[j - 1]) * (at[j] + at[j - 1])) / 2;
  return { zero, at: at.map((value) => value / mean), below };
}

/** Chance of at most x, which is 0 or above. */
export function unitBelow({ zero, at, below }: UnitDistribution, x: number): number {
  const last = at.length - 1;
  if (x >= at[last]) return 1;
  if (x < at[0]) return zero;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= x) low = middle;
    else high = middle;
  }
  return below[low] + ((below[high] - below[low]) * (x - at[low])) / (at[high] - at[low]);
}

/** The least x with a chance of at least `level` to be at most it. */
export function unitQuantile({ zero, at, below }: UnitDistribution, level: number): number {
  if (level <= zero) return 0;
  let j = 1;
  while (j < at.length - 1 && below[j] < level) j++;
  const rise = below[j] - below[j - 1];
  const share = rise > 0 ? Math.min(1, (level - below[j - 1]) / rise) : 1;
  return at[j - 1] + share * (at[j] - at[j - 1]);
}
