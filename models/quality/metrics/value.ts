import { descending, type Ranking, rankingOf, unitWeights, weightedRanks } from './order.ts';
import type { WeightedMetric } from './weighted-metric.ts';

/** How well predicted value orders and meets realised value. */

/**
 * Normalised Gini: the Gini of realised value in the order of the predictions over that in its own order. 1 is perfect,
 * 0 is chance; equal predictions share their value evenly. Realised values may be negative (refunds); NaN where their
 * sum is not positive.
 */
export const normalisedGini = (predicted: ArrayLike<number>, realised: ArrayLike<number>): number =>
  normalisedGiniOf(rankingOf(predicted), rankingOf(realised), realised)(unitWeights(realised.length));

/** `normalisedGini` of rankings by prediction and by realised value, as a metric of row weights for `resample`. */
export function normalisedGiniOf(
  predicted: Ranking,
  own: Ranking,
  realised: ArrayLike<number>,
): WeightedMetric {
  return (weight) => gini(predicted, realised, weight) / gini(own, realised, weight);
}

/** Area between the cumulative share of value, best predictions first, and the diagonal. */
function gini({ order, ends }: Ranking, value: ArrayLike<number>, weight: Float64Array): number {
  let area = 0;
  let passed = 0;
  let cumulated = 0;
  let i = 0;
  for (const end of ends) {
    const [before, reached] = [passed, cumulated];
    for (; i < end; i++) {
      passed += weight[order[i]];
      cumulated += weight[order[i]] * value[order[i]];
    }
    area += ((passed - before) * (reached + cumulated)) / 2;
  }
  return cumulated > 0 ? area / (passed * cumulated) - 1 / 2 : Number.NaN;
}

/** Spearman's rank correlation; ties share their mean rank. 0 where either side never varies. */
export const spearman = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  spearmanOf(rankingOf(a), rankingOf(b))(unitWeights(a.length));

/** `spearman` of two rankings, as a metric of row weights for `resample`. */
export function spearmanOf(a: Ranking, b: Ranking): WeightedMetric {
  return (weight) => correlation(weightedRanks(a, weight), weightedRanks(b, weight), weight);
}

function correlation(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  let [all, sumA, sumB] = [0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    all += weight[i];
    sumA += weight[i] * a[i];
    sumB += weight[i] * b[i];
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    const [da, db] = [a[i] - sumA / all, b[i] - sumB / all];
    ab += weight[i] * da * db;
    aa += weight[i] * da * da;
    bb += weight[i] * db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** A tenth of the customers, by predicted value. */
export interface ValueDecile {
  readonly rows: number;
  readonly predicted: number;
  readonly realised: number;
}

/** Mean predicted against mean realised value by tenth of the predictions, highest first. */
export function valueDeciles(predicted: ArrayLike<number>, realised: ArrayLike<number>): ValueDecile[] {
  const order = descending(predicted);
  const mean = (rows: Int32Array, of: ArrayLike<number>) =>
    rows.reduce((sum, i) => sum + of[i], 0) / rows.length;
  return Array.from({ length: 10 }, (_, d) =>
    order.subarray(Math.round((d * order.length) / 10), Math.round(((d + 1) * order.length) / 10)),
  )
    .filter((rows) => rows.length > 0)
    .map((rows) => ({ rows: rows.length, predicted: mean(rows, predicted), realised: mean(rows, realised) }));
}

/** Mean |predicted − realised| over the tenths, relative to the mean realised value of all. */
export const decileError = (predicted: ArrayLike<number>, realised: ArrayLike<number>): number =>
  decileErrorOf(descending(predicted), predicted, realised)(unitWeights(realised.length));

/**
 * `decileError`, as a metric of row weights for `resample`.
 * @param order rows by prediction, highest first
 */
export function decileErrorOf(
  order: Int32Array,
  predicted: ArrayLike<number>,
  realised: ArrayLike<number>,
): WeightedMetric {
  return (weight) => {
    const all = weight.reduce((sum, w) => sum + w, 0);
    let [passed, decile, gap, gaps, total] = [0, 1, 0, 0, 0];
    for (const i of order) {
      for (; passed >= Math.round((decile * all) / 10); decile++) {
        gaps += Math.abs(gap);
        gap = 0;
      }
      passed += weight[i];
      gap += weight[i] * (predicted[i] - realised[i]);
      total += weight[i] * realised[i];
    }
    return (gaps + Math.abs(gap)) / Math.abs(total);
  };
}

/** Σ predicted ÷ Σ realised: 1 where the level is right. */
export const totalRatio = (predicted: ArrayLike<number>, realised: ArrayLike<number>): number =>
  totalRatioOf(predicted, realised)(unitWeights(realised.length));

/** `totalRatio`, as a metric of row weights for `resample`. */
export function totalRatioOf(predicted: ArrayLike<number>, realised: ArrayLike<number>): WeightedMetric {
  return (weight) => {
    let p = 0;
    let r = 0;
    for (let i = 0; i < weight.length; i++) {
      p += weight[i] * predicted[i];
      r += weight[i] * realised[i];
    }
    return p / r;
  };
}

/** What was said of the same rows: P10, P90 and the chance of no value at all. */
export interface SaidOfValue {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly zero: Float64Array;
}

/**
 * Whether each realised value lies between P10 and P90, by the mid-distribution: no value at all is a mass, of which the part
 * between the levels .1 and .9 lies inside (what a randomised probability integral transform gives in the mean; Czado, Gneiting
 * and Held 2009). Where the distributions are true the mean is .8, however much of them lies at zero; a plain count would hold
 * that an interval from 0 on covers whoever brought nothing.
 */
export function covered({ low, high, zero }: SaidOfValue, realised: Float64Array): Float64Array {
  return realised.map((value, i) => {
    if (value > 0) return value >= low[i] && value <= high[i] ? 1 : 0;
    return zero[i] > 0 ? Math.max(0, Math.min(zero[i], 0.9) - 0.1) / zero[i] : 0;
  });
}
