import { type Ranking, rankingOf, unitWeights } from './order.ts';
import type { WeightedMetric } from './weighted-metric.ts';

/** How well a score puts those who leave before those who stay. Outcomes are 1 and 0; one class alone gives NaN. */

/** Area under the ROC curve: chance that a churner scores above a stayer, ties counting half (Mann and Whitney 1947). */
export const auc = (score: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  aucOf(rankingOf(score), outcome)(unitWeights(score.length));

/** `auc` of a ranking, as a metric of row weights for `resample`. NaN where one class is missing. */
export function aucOf(ranking: Ranking, outcome: ArrayLike<number>): WeightedMetric {
  return (weight) => {
    let leavers = 0;
    let stayers = 0;
    let wins = 0;
    walk(ranking, outcome, weight, (leaving, all) => {
      wins += (all - leaving) * (leavers + leaving / 2);
      leavers += leaving;
      stayers += all - leaving;
    });
    return leavers === 0 || stayers === 0 ? Number.NaN : wins / (leavers * stayers);
  };
}

/** Average precision: Σ (recall step × precision) down the ranking; equal scores form one step. */
export const averagePrecision = (score: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  averagePrecisionOf(rankingOf(score), outcome)(unitWeights(score.length));

/** `averagePrecision` of a ranking, as a metric of row weights for `resample`. NaN where nobody leaves. */
export function averagePrecisionOf(ranking: Ranking, outcome: ArrayLike<number>): WeightedMetric {
  return (weight) => {
    let found = 0;
    let passed = 0;
    let area = 0;
    walk(ranking, outcome, weight, (leaving, all) => {
      found += leaving;
      passed += all;
      if (leaving > 0) area += leaving * (found / passed);
    });
    return found === 0 || found === passed ? Number.NaN : area / found;
  };
}

/**
 * Lift at a share of the customers: the rate among the share with the highest scores, over the rate among all.
 * Where a tie stands across the border, its customers count in proportion.
 */
export const lift = (score: ArrayLike<number>, outcome: ArrayLike<number>, share: number): number =>
  liftOf(rankingOf(score), outcome, share)(unitWeights(score.length));

/** `lift` of a ranking, as a metric of row weights for `resample`. NaN where nobody leaves. */
export function liftOf(ranking: Ranking, outcome: ArrayLike<number>, share: number): WeightedMetric {
  const found = gainOf(ranking, outcome, share);
  return (weight) => found(weight) / Math.min(1, share);
}

/** Gain: share of all who leave that stands among the `share` of customers with the highest scores. */
export const gain = (score: ArrayLike<number>, outcome: ArrayLike<number>, share: number): number =>
  gainOf(rankingOf(score), outcome, share)(unitWeights(score.length));

export function gainOf(ranking: Ranking, outcome: ArrayLike<number>, share: number): WeightedMetric {
  return (weight) => {
    let places = share * weight.reduce((sum, w) => sum + w, 0);
    let total = 0;
    let found = 0;
    walk(ranking, outcome, weight, (leaving, all) => {
      total += leaving;
      found += leaving * Math.min(1, Math.max(0, places / all));
      places -= all;
    });
    return total === 0 ? Number.NaN : found / total;
  };
}

/** Lift among the tenth of customers with the highest scores. */
export const topDecileLift = (score: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  lift(score, outcome, 0.1);

/** Calls `step` for each run of equal scores, highest first, with the weight of those who leave and of all; none empty. */
export function walk(
  { order, ends }: Ranking,
  outcome: ArrayLike<number>,
  weight: Float64Array,
  step: (leaving: number, all: number) => void,
): void {
  let i = 0;
  for (const end of ends) {
    let leaving = 0;
    let all = 0;
    for (; i < end; i++) {
      const row = order[i];
      all += weight[row];
      leaving += weight[row] * outcome[row];
    }
    if (all > 0) step(leaving, all);
  }
}
