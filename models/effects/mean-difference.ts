import { studentQuantile } from '../numerics/student.ts';
import type { ArmMean } from './moments.ts';

/** An effect with its interval, in the unit of the figure compared. */
export interface Effect {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Degrees of freedom of Student's t. */
  readonly degrees: number;
}

/**
 * Treated minus control with an interval by Student's t. Its variance is the mean of Welch's and the pooled one: with
 * arms of equal size that is Welch's interval; with a small arm Welch's alone is too narrow, since the variance of a
 * small arm of skewed money is low whenever its mean is. Degrees of freedom are Welch's.
 * @param level coverage, such as 0.95
 */
export function meanDifference(treated: ArmMean, control: ArmMean, level: number): Effect {
  const value = treated.mean - control.mean;
  const standardError = Math.sqrt(differenceVariance(treated, control));
  const degrees = welchDegrees(treated, control);
  const reach = standardError === 0 ? 0 : studentQuantile((1 + level) / 2, degrees) * standardError;
  return { value, standardError, degrees, low: value - reach, high: value + reach };
}

/** Variance of the difference of two means: halfway between Welch's and the pooled one. */
export function differenceVariance(treated: ArmMean, control: ArmMean): number {
  const welch = treated.variance / treated.n + control.variance / control.n;
  const degrees = treated.n + control.n - 2;
  const shared = ((treated.n - 1) * treated.variance + (control.n - 1) * control.variance) / degrees;
  return (welch + shared * (1 / treated.n + 1 / control.n)) / 2;
}

/** Welch–Satterthwaite degrees of freedom; where nothing varies, those of the pooled variance. */
export function welchDegrees(treated: ArmMean, control: ArmMean): number {
  const a = treated.variance / treated.n;
  const b = control.variance / control.n;
  if (a + b === 0) return treated.n + control.n - 2;
  return (a + b) ** 2 / (a ** 2 / (treated.n - 1) + b ** 2 / (control.n - 1));
}
