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
  /**
   * The difference in differences of the same groups between two periods before the campaign, when there was nothing to find:
   * if it is not 0, they did not move alike. Null where only one period is known.
   */
  readonly changeBefore: Effect | null;
  readonly changeBeforeFails: boolean;
}

/** A figure of each customer from before the campaign. */
interface Earlier {
  readonly name: string;
  readonly values: Float64Array;
}

/** Standard errors from which the placebo cannot be chance: 5% of sound comparisons fail it. */
const certain = 1.96;

/**
 * Difference in differences and two placebo tests. That both arms moved alike before proves nothing (on LaLonde it does where the
 * truth is missed by far), but that they did not is proof against it. The effect on the earlier figure fails where customers
 * were chosen by what nobody wrote down.
 * @param earliest the same figure over as long a time before the earlier one
 */
export function earlierDifference(
  { treated, outcome, covariates }: ObservedRows,
  earlier: Earlier,
  { level, earliest }: { readonly level: number; readonly earliest?: Earlier | undefined },
): EarlierDifference {
  const between = (now: Float64Array, then: Float64Array) => {
    const rise = now.map((value, i) => value - then[i]!);
    const arm = (of: number) => combined(momentsOf([rise.filter((_, i) => treated[i] === of)]), [1]);
    return meanDifference(arm(1), arm(0), level);
  };
  const changeBefore = earliest === undefined ? null : between(earlier.values, earliest.values);
  const others = covariates.filter(({ name }) => name !== earlier.name);
  const rows = { treated, outcome: earlier.values, covariates: others };
  const placebo = others.length === 0 ? null : balancedEffect(rows, basisOf(others), level);
  return {
    change: between(outcome, earlier.values),
    placebo,
    placeboFails: isFound(placebo),
    changeBefore,
    changeBeforeFails: isFound(changeBefore),
  };
}

const isFound = (effect: Pick<Effect, 'value' | 'standardError'> | null): boolean =>
  effect !== null && Math.abs(effect.value) > certain * effect.standardError;
