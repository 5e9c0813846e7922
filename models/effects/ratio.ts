import { normalReach } from '../numerics/normal.ts';

/** Two estimates and how they vary together. */
export interface RatioParts {
  readonly numerator: number;
  readonly denominator: number;
  readonly numeratorVariance: number;
  readonly denominatorVariance: number;
  readonly covariance: number;
}

export interface Ratio {
  readonly value: number;
  /** Null where the denominator cannot be told from 0: any ratio agrees with the data. */
  readonly interval: readonly [low: number, high: number] | null;
}

/**
 * A ratio of two estimates with Fieller's interval (Fieller 1954): all ratios R for which numerator − R · denominator
 * is not told from 0. ROI is effect over cost, the complier effect is effect over difference in delivery.
 */
export const ratioOf = (parts: RatioParts, level: number): Ratio => ratioAt(parts, normalReach(level));

/** The same with the deviates that the interval is to reach, in place of a level: beyond 8 no level tells them apart. */
export function ratioAt(parts: RatioParts, z: number): Ratio {
  const { numerator: a, denominator: b, numeratorVariance, denominatorVariance, covariance } = parts;
  const square = z ** 2;
  const lead = b * b - square * denominatorVariance;
  const value = a / b;
  if (!(lead > 0)) return { value, interval: null };
  const middle = a * b - square * covariance;
  const root = Math.sqrt(middle * middle - lead * (a * a - square * numeratorVariance));
  return { value, interval: [(middle - root) / lead, (middle + root) / lead] };
}
