import { normalCdf, normalQuantile } from '../numerics/normal.ts';

/** A comparison before it is made. */
export interface Design {
  readonly treated: number;
  readonly control: number;
  /** Standard deviation of the figure among customers. */
  readonly spread: number;
  /** Correlation of the figure with what it is adjusted for; 0 without adjustment. */
  readonly correlation?: number;
  /** Two-sided; .05 unless said otherwise. */
  readonly alpha?: number;
}

/** Standard error that the difference will have. */
export const plannedError = ({ treated, control, spread, correlation = 0 }: Design): number =>
  spread * Math.sqrt((1 - correlation ** 2) * (1 / treated + 1 / control));

/** Smallest true difference that will be told from none with a chance of `power`, in the unit of the spread. */
export const smallestSeen = (design: Design, power = 0.8): number =>
  (normalQuantile(1 - (design.alpha ?? 0.05) / 2) + normalQuantile(power)) * plannedError(design);

/** Chance to tell a true difference from none. */
export function powerOf(design: Design, difference: number): number {
  const z = normalQuantile(1 - (design.alpha ?? 0.05) / 2);
  const shift = difference / plannedError(design);
  return normalCdf(shift - z) + normalCdf(-shift - z);
}

/** Customers in both arms together so that a difference is seen with a chance of `power`, `share` of them held out. */
export function customersNeeded(
  design: Omit<Design, 'treated' | 'control'> & { readonly share: number },
  difference: number,
  power = 0.8,
): number {
  const { share, ...rest } = design;
  const ofOne = smallestSeen({ ...rest, treated: 1 - share, control: share }, power);
  return Math.ceil((ofOne / difference) ** 2);
}

/**
 * Smallest difference seen with 80% power where figures are looked at before the end, over that of one look: by simulation of
 * looks every day (tests/models/effects/power.test.ts).
 */
export const costOfLooks = { 'declared end': 1.06, 'always valid': 1.3 } as const;
