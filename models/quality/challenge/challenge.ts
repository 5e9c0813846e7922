import { normalQuantile } from '../../numerics/normal.ts';
import type { LearningSet, Prediction } from '../../types.ts';
import { type PairedDifference, pairedDifference } from './paired-difference.ts';

/** Standard normal quantile of 0.9: one chance in ten of being wrong on one side. */
const oneInTen = normalQuantile(0.9);

/** How a challenger stands beside the champion on the same later rows. Differences are challenger − champion. */
export interface Challenge {
  readonly better: boolean;
  /** Log loss of churn, in nats a row; null where no later row has a known churn outcome. */
  readonly churn: PairedDifference | null;
  /** Pinball loss of value's P10, P50 and P90, as a share of the mean realised value; null as above. */
  readonly value: PairedDifference | null;
}

/**
 * The rule by which a challenger replaces the champion: on later rows that taught neither, it is better in churn or in
 * value with nine chances in ten (the paired difference lies 1.28 standard errors below zero), and worse in neither by
 * the same measure.
 */
export function challenge(later: LearningSet, champion: Prediction, challenger: Prediction): Challenge {
  const churn = compare(churnLosses(later, challenger), churnLosses(later, champion), later.customer);
  const value = compare(valueLosses(later, challenger), valueLosses(later, champion), later.customer);
  const known = [churn, value].filter((difference) => difference !== null);
  const better = known.some(isBelowZero) && !known.some((difference) => isBelowZero(negated(difference)));
  return { better, churn, value };
}

function compare(
  challenger: Float64Array,
  champion: Float64Array,
  customer: Int32Array,
): PairedDifference | null {
  const difference = pairedDifference(challenger, champion, customer);
  return difference.customers < 2 ? null : difference;
}

const isBelowZero = ({ mean, standardError }: PairedDifference): boolean =>
  mean + oneInTen * standardError < 0;

const negated = (difference: PairedDifference): PairedDifference => ({
  ...difference,
  mean: -difference.mean,
});

function churnLosses({ churned }: LearningSet, { churn }: Prediction): Float64Array {
  return churned.map((outcome, i) =>
    outcome === 1 ? -Math.log(churn[i]) : outcome === 0 ? -Math.log1p(-churn[i]) : Number.NaN,
  );
}

/** Mean pinball loss of the three quantiles (Koenker and Bassett 1978), in units of the mean realised value. */
function valueLosses({ value }: LearningSet, { valueP10, valueP50, valueP90 }: Prediction): Float64Array {
  const known = value.filter((amount) => !Number.isNaN(amount));
  const unit = known.reduce((sum, amount) => sum + Math.max(0, amount), 0) / known.length || 1;
  const pinball = (quantile: number, amount: number, level: number) =>
    amount >= quantile ? level * (amount - quantile) : (1 - level) * (quantile - amount);
  return value.map((amount, i) => {
    const loss =
      pinball(valueP10[i], amount, 0.1) +
      pinball(valueP50[i], amount, 0.5) +
      pinball(valueP90[i], amount, 0.9);
    return loss / (3 * unit);
  });
}
