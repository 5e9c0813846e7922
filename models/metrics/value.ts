import { descending, meanRanks } from './order.ts';

/** How well predicted value orders and meets realised value. */

/**
 * Normalised Gini: the Gini of realised value in the order of the predictions over that in its own order. 1 is perfect,
 * 0 is chance. Realised values may be negative (refunds); NaN where their sum is not positive.
 */
export function normalisedGini(predicted: ArrayLike<number>, realised: ArrayLike<number>): number {
  return gini(predicted, realised) / gini(realised, realised);
}

/** Area between the cumulative share of value, best predictions first, and the diagonal. */
function gini(order: ArrayLike<number>, value: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < value.length; i++) total += value[i]!;
  if (!(total > 0)) return Number.NaN;
  let cumulated = 0;
  let area = 0;
  for (const i of descending(order)) {
    cumulated += value[i]!;
    area += cumulated / total;
  }
  return area / value.length - (value.length + 1) / (2 * value.length);
}

/** Spearman's rank correlation; ties share their mean rank. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return correlation(meanRanks(a), meanRanks(b));
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
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
    rows.reduce((sum, i) => sum + of[i]!, 0) / rows.length;
  return Array.from({ length: 10 }, (_, d) =>
    order.subarray(Math.round((d * order.length) / 10), Math.round(((d + 1) * order.length) / 10)),
  )
    .filter((rows) => rows.length > 0)
    .map((rows) => ({ rows: rows.length, predicted: mean(rows, predicted), realised: mean(rows, realised) }));
}

/** Mean |predicted − realised| over the tenths, relative to the mean realised value of all. */
export function decileError(predicted: ArrayLike<number>, realised: ArrayLike<number>): number {
  const deciles = valueDeciles(predicted, realised);
  let total = 0;
  for (let i = 0; i < realised.length; i++) total += realised[i]!;
  const gaps = deciles.reduce((sum, d) => sum + d.rows * Math.abs(d.predicted - d.realised), 0);
  return gaps / Math.abs(total);
}

/** Σ predicted ÷ Σ realised: 1 where the level is right. */
export function totalRatio(predicted: ArrayLike<number>, realised: ArrayLike<number>): number {
  let p = 0;
  let r = 0;
  for (let i = 0; i < predicted.length; i++) {
    p += predicted[i]!;
    r += realised[i]!;
  }
  return p / r;
}

/** Share of realised values inside [low, high], and the mean width of the intervals. */
export function coverage(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  realised: ArrayLike<number>,
): { readonly share: number; readonly width: number } {
  let inside = 0;
  let width = 0;
  for (let i = 0; i < realised.length; i++) {
    if (realised[i]! >= low[i]! && realised[i]! <= high[i]!) inside++;
    width += high[i]! - low[i]!;
  }
  return { share: inside / realised.length, width: width / realised.length };
}
