import { studentQuantile } from '../numerics/student.ts';
import type { Interval } from './interval.ts';

/** What is summed of `n` values. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** Bounds within which every value lies, such as the ends of a scale. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * A mean with limits by Student's t. Within bounds the limits stay inside them; and where all values are the same, the
 * limits are those of a share at that end or at that point of the scale, since equal answers are no certainty.
 */
export function meanOfSums(sums: Sums, level: number, bounds?: Bounds): Interval {
  const { n, sum } = sums;
  const value = sum / n;
  if (n < 2) return { value, low: bounds?.least ?? -Infinity, high: bounds?.most ?? Infinity };
  const variance = varianceOf(sums);
  if (variance === 0 && bounds !== undefined) return allTheSame(value, n, level, bounds);
  const reach = studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance / n);
  return {
    value,
    low: Math.max(bounds?.least ?? -Infinity, value - reach),
    high: Math.min(bounds?.most ?? Infinity, value + reach),
  };
}

/** Sample variance; none below what rounding of the sums leaves. */
export function varianceOf({ n, sum, squares }: Sums): number {
  const about = squares - (sum * sum) / n;
  return about <= 1e-12 * squares ? 0 : about / (n - 1);
}

/**
 * The exact limits for a chance that n of n did not show (Clopper and Pearson 1934): at most so large a share may hold
 * another value, and that value lies within the bounds.
 */
function allTheSame(value: number, n: number, level: number, { least, most }: Bounds): Interval {
  const unseen = 1 - ((1 - level) / 2) ** (1 / n);
  return { value, low: value - unseen * (value - least), high: value + unseen * (most - value) };
}
