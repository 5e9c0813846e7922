import { type RankMetric, rankWeights } from './rank-weights.ts';

/** A mean with its standard error. */
export interface Mean {
  readonly value: number;
  readonly standardError: number;
}

/** How much more those gain whom a ranking puts first. @param effects Γ of each customer */
export const rankedEffect = (metric: RankMetric, effects: Float64Array, score: ArrayLike<number>): Mean =>
  weightedEffect(effects, rankWeights(metric, score));

/** The same customers and effects in two orders: how much more the first tells than the second. */
export function rankedDifference(
  metric: RankMetric,
  effects: Float64Array,
  score: ArrayLike<number>,
  other: ArrayLike<number>,
): Mean {
  const against = rankWeights(metric, other);
  return weightedEffect(
    effects,
    rankWeights(metric, score).map((w, i) => w - against[i]),
  );
}

/** Mean of wΓ with the standard error sd(w(Γ − mean Γ))/√n, for weights that are 0 on average. */
function weightedEffect(effects: Float64Array, weights: Float64Array): Mean {
  const average = meanOf(effects).value;
  const value = effects.reduce((sum, effect, i) => sum + weights[i] * effect, 0) / effects.length;
  return { value, standardError: meanOf(effects.map((g, i) => weights[i] * (g - average))).standardError };
}

export function meanOf(values: Float64Array): Mean {
  const n = values.length;
  const value = values.reduce((sum, v) => sum + v, 0) / n;
  const squares = values.reduce((sum, v) => sum + (v - value) ** 2, 0);
  return { value, standardError: Math.sqrt(squares) / n };
}

/** 0 where nothing varies. */
export const zOf = ({ value, standardError }: Mean): number =>
  standardError > 0 ? value / standardError : 0;
