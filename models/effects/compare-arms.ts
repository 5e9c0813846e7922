import { studentCdf } from '../numerics/student.ts';
import { type AdjustedEffect, adjustedDifference } from './adjusted-difference.ts';
import { alwaysValidReach } from './looks.ts';
import { type Effect, meanDifference } from './mean-difference.ts';
import { combined, type Moments, momentsOf } from './moments.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { type Counted, chanceOfShares, newcombe, type ShareDifference } from './retention-difference.ts';
import { shareOfFarthest, shareOfOne } from './share-of-one.ts';
import { widenedShares } from './widened-shares.ts';

/** Customers of one arm, an entry each. Nothing is missing here: who reads the rows decides on what is. */
export interface ArmRows {
  /** Money, or 1 for who stayed and 0 for who left. */
  readonly outcome: Float64Array;
  /** What was known before the campaign, in the same order in both arms. */
  readonly before: readonly Float64Array[];
  /** What each customer cost; null where that is not known. */
  readonly cost: Float64Array | null;
}

/** One arm against the control. */
export interface ArmComparison {
  readonly treated: ArmSummary;
  readonly control: ArmSummary;
  /** Difference of plain means. */
  readonly plain: Effect;
  /** The same, adjusted for what was known before; null where nothing was given. Of shares by `widenedShares`. */
  readonly adjusted: AdjustedEffect | null;
  /**
   * Two-sided chance of so large a difference without an effect: of the adjusted one where there is one, of shares without. It is below
   * 1 less the level exactly where the interval leaves zero out.
   */
  readonly p: number;
  /** Difference of shares; null where the outcome is an amount. */
  readonly shares: ShareDifference | null;
  /** Holds however often the figures were looked at before the end. */
  readonly alwaysValid: readonly [low: number, high: number];
  /** Effect less cost, for each customer; null where costs are not known. */
  readonly net: Effect | null;
  /** Effect for one unit of cost; null where costs are not known. */
  readonly perCost: Ratio | null;
}

export interface ArmSummary {
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
  /** Mean cost per customer. */
  readonly cost: number | null;
  /** Share of the arm's money that its largest gain or loss makes; null where there is none. */
  readonly largestShare: number | null;
  /** Share of its variance that the customer farthest from the mean makes; null where nothing varies. */
  readonly farthestShare: number | null;
}

/** Compares an arm with the control by intention to treat: all who were drawn, whoever was reached. */
export function compareArms(treated: ArmRows, control: ArmRows, level: number): ArmComparison {
  const [a, b] = [
    momentsOf([treated.outcome, ...treated.before]),
    momentsOf([control.outcome, ...control.before]),
  ];
  const plain = meanDifference(combined(a, [1]), combined(b, [1]), level);
  const counted = countedOf(treated.outcome, control.outcome);
  const shares = counted && newcombe(...counted, level);
  const adjusted = treated.before.length === 0 ? null : adjustedOf(a, b, { shares, level });
  const headline = adjusted ?? plain;
  const reach = alwaysValidReach(1, 1 - level) * headline.standardError;
  return {
    treated: summaryOf(treated),
    control: summaryOf(control),
    plain,
    adjusted,
    p: counted === null ? chanceOf(headline) : chanceOfCounted(counted, adjusted, plain.value),
    shares,
    alwaysValid: [headline.value - reach, headline.value + reach],
    net: treated.cost === null ? null : netOf(treated, treated.cost, b, { adjusted, level }),
    perCost: treated.cost === null ? null : perCost(treated, treated.cost, headline, { adjusted, level }),
  };
}

/** Adjusted for what was known before; of shares with an interval that holds where few stay or few leave. */
function adjustedOf(
  treated: Moments,
  control: Moments,
  { shares, level }: { readonly shares: ShareDifference | null; readonly level: number },
): AdjustedEffect {
  const adjusted = adjustedDifference(treated, control, level);
  return shares === null ? adjusted : widenedShares(adjusted, shares);
}

interface Adjusting {
  readonly adjusted: AdjustedEffect | null;
  readonly level: number;
}

/** The control costs nothing. */
function netOf(
  { outcome, before }: ArmRows,
  cost: Float64Array,
  control: Moments,
  { adjusted, level }: Adjusting,
): Effect {
  const weights = [1, ...before.map((_, j) => -(adjusted?.slopes[j] ?? 0))];
  const treated = combined(momentsOf([outcome, ...before, cost]), [...weights, -1]);
  return meanDifference(treated, combined(control, weights), level);
}

/** Two-sided p of an effect by its own t. */
function chanceOf({ value, standardError, degrees }: Effect): number {
  if (standardError === 0) return value === 0 ? 1 : 0;
  return Math.min(1, 2 * studentCdf(-Math.abs(value / standardError), degrees));
}

/** What an arm is by itself. */
export function summaryOf({ outcome, cost }: Pick<ArmRows, 'outcome' | 'cost'>): ArmSummary {
  const { n, mean, variance } = combined(momentsOf([outcome]), [1]);
  const [least, most] = outcome.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number],
  );
  const largest = Math.abs(least) > Math.abs(most) ? least : most;
  return {
    n,
    mean,
    deviation: Math.sqrt(variance),
    cost: cost === null ? null : combined(momentsOf([cost]), [1]).mean,
    largestShare: shareOfOne(largest, mean * n),
    farthestShare: shareOfFarthest({ n, mean, variance }, { least, most }),
  };
}

/** By the interval that is reported: Newcombe's, or the wider one of t and Newcombe's narrowed. */
function chanceOfCounted(
  [treated, control]: readonly [Counted, Counted],
  adjusted: AdjustedEffect | null,
  plain: number,
): number {
  if (adjusted === null) return chanceOfShares(treated, control, { value: plain, times: 1 });
  const { value, varianceRatio } = adjusted;
  const times = Math.sqrt(varianceRatio);
  return Math.max(chanceOf(adjusted), chanceOfShares(treated, control, { value, times }));
}

/** Who stayed of each arm; null where the outcome is an amount. */
function countedOf(treated: Float64Array, control: Float64Array): [Counted, Counted] | null {
  const isShare = (values: Float64Array) => values.every((value) => value === 0 || value === 1);
  if (!isShare(treated) || !isShare(control)) return null;
  const counted = (values: Float64Array) => ({
    kept: values.reduce((sum, value) => sum + value, 0),
    n: values.length,
  });
  return [counted(treated), counted(control)];
}

/** The effect varies with the cost where customers who earn more also cost more: their covariance in the treated arm. */
function perCost(
  { outcome, before }: ArmRows,
  cost: Float64Array,
  { value, standardError }: Effect,
  { adjusted, level }: Adjusting,
): Ratio {
  const weights = [1, ...(adjusted?.slopes ?? []).map((slope) => -slope)];
  const left = Float64Array.from(outcome, (y, i) =>
    before.reduce((sum, column, j) => sum + (weights[j + 1] ?? 0) * column[i]!, y),
  );
  const { n, mean, scatter } = momentsOf([left, cost]);
  const over = n * (n - 1);
  return ratioOf(
    {
      numerator: value,
      denominator: mean[1]!,
      numeratorVariance: standardError ** 2,
      denominatorVariance: scatter[1]![1]! / over,
      covariance: scatter[0]![1]! / over,
    },
    level,
  );
}
