import { solveSymmetric } from '../numerics/cholesky.ts';
import { type Effect, meanDifference } from './mean-difference.ts';
import { combined, type Moments } from './moments.ts';

/** A difference of means adjusted for what was known before, and what the adjustment bought. */
export interface AdjustedEffect extends Effect {
  /** Slope of the figure on each covariate, within arms. */
  readonly slopes: readonly number[];
  /** Squared standard error over that of the plain difference: 1 − ρ² with arms of equal size. */
  readonly varianceRatio: number;
}

/**
 * CUPED with any number of covariates (Deng, Xu, Kohavi, Walker 2013): slopes by least squares within arms, then the
 * interval of `meanDifference` on what they leave.
 * @param treated variable 0 is the figure, the others its covariates from before the campaign; `control` likewise
 */
export function adjustedDifference(treated: Moments, control: Moments, level: number): AdjustedEffect {
  const slopes = slopesWithin(treated, control);
  const weights = [1, ...slopes.map((slope) => -slope)];
  const plain = meanDifference(combined(treated, [1]), combined(control, [1]), level);
  const left = meanDifference(combined(treated, weights), combined(control, weights), level);
  const adjusted = left.standardError > leastSpread * plain.standardError ? left : settled(left, plain);
  const varianceRatio = plain.standardError === 0 ? 1 : (adjusted.standardError / plain.standardError) ** 2;
  return { ...adjusted, slopes, varianceRatio };
}

/** Less than this of the plain standard error is rounding. */
const leastSpread = 1e-5;

/** Where covariates determine the figure nothing varies, and what rounding leaves of a difference is none. */
function settled({ value, degrees }: Effect, plain: Effect): Effect {
  const exact = Math.abs(value) > leastSpread * plain.standardError ? value : 0;
  return { value: exact, standardError: 0, degrees, low: exact, high: exact };
}

/** A covariate that does not vary within arms, or that others say already, has a slope of 0. */
function slopesWithin(treated: Moments, control: Moments): number[] {
  const within = treated.scatter.map((row, p) => row.map((sum, q) => sum + control.scatter[p][q]));
  const slopes: number[] = within.slice(1).map(() => 0);
  const kept = independentOf(within);
  const solved = solveSymmetric(
    kept.map((p) => kept.map((q) => within[p][q])),
    kept.map((p) => within[p][0]),
  );
  kept.forEach((p, i) => {
    slopes[p - 1] = solved[i];
  });
  return slopes;
}

/** Less than this of a covariate's own spread is left by the others: it adds nothing but rounding. */
const leastLeft = 1e-9;

/** Covariates in their order, without those that the earlier ones determine (pivots of Cholesky's factor). */
function independentOf(within: readonly (readonly number[])[]): number[] {
  const kept: number[] = [];
  const factor: number[][] = [];
  for (let p = 1; p < within.length; p++) {
    const row: number[] = [];
    factor.forEach((earlier, i) => {
      const said = row.reduce((sum, value, k) => sum + value * earlier[k], 0);
      row.push((within[p][kept[i]] - said) / earlier[i]);
    });
    const left = within[p][p] - row.reduce((sum, value) => sum + value * value, 0);
    if (!(left > leastLeft * within[p][p])) continue;
    kept.push(p);
    factor.push([...row, Math.sqrt(left)]);
  }
  return kept;
}
