import { type Effect, meanDifference } from '../mean-difference.ts';
import { combined, momentsOf } from '../moments.ts';
import { type BalancedEffect, balancedEffect } from './balanced-effect.ts';
import { basisOf } from './basis.ts';
import type { ObservedRows } from './observed-rows.ts';

/** What the same figure from before the campaign says. */
export interface EarlierDifference {
  /** Difference in differences: how much more the figure rose among the contacted. */
  readonly change: Effect;
  /**
   * Effect on the earlier figure, by the same means and from the other covariates. No campaign can have had one: if it is not
   * 0, those chosen differ in what nobody wrote down. Null where nothing else is known.
   */
  readonly placebo: BalancedEffect | null;
  readonly placeboFails: boolean;
}

/** Standard errors from which the placebo cannot be chance: 5% of sound comparisons fail it. */
const certain = 1.96;

/**
 * Difference in differences and a placebo test of it. That both arms moved alike before would prove nothing: on LaLonde it
 * passes where the truth is missed by far.
 */
export function earlierDifference(
  { treated, outcome, covariates }: ObservedRows,
  earlier: { readonly name: string; readonly values: Float64Array },
  level: number,
): EarlierDifference {
  const rise = outcome.map((value, i) => value - earlier.values[i]);
  const arm = (of: number) => combined(momentsOf([rise.filter((_, i) => treated[i] === of)]), [1]);
  const others = covariates.filter(({ name }) => name !== earlier.name);
  const rows = { treated, outcome: earlier.values, covariates: others };
  const placebo = others.length === 0 ? null : balancedEffect(rows, basisOf(others), level);
  return {
    change: meanDifference(arm(1), arm(0), level),
    placebo,
    placeboFails: placebo !== null && Math.abs(placebo.value) > certain * placebo.standardError,
  };
}
