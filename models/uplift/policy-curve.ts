import { type Interval, intervalOf, stretch } from './fold-means.ts';
import { type Mean, meanOf } from './ranked-effect.ts';

/** A way to choose customers, and what choosing each of them brought. */
export interface Policy {
  /** The highest first; ties are taken in equal parts. */
  readonly score: Float64Array;
  /** Net gain of each customer, unbiased and noisy: Γ × what an outcome is worth − cost. */
  readonly profit: Float64Array;
  /** Scores are compared inside each fold alone; null: across all customers. */
  readonly fold: Uint8Array | null;
}

/** Mean over all customers of what is won by contacting the first `share` of them. */
export interface PolicyPoint extends Interval {
  readonly share: number;
}

/**
 * Profit over list size.
 * @param draws the same policy learned in several ways; the mean is taken
 * @param shares of customers contacted, rising
 */
export function policyCurve(draws: readonly Policy[], shares: readonly number[]): PolicyPoint[] {
  const learned = draws.some(({ fold }) => fold !== null);
  const places = draws.map(placesOf);
  return shares.map((share) => {
    const means = draws.map(({ profit }, d) => meanOf(profit.map((p, i) => p * taken(places[d], i, share))));
    return { share, ...intervalOf(average(means), learned ? stretch : 1) };
  });
}

/** What is won by contacting those whose score is above zero. */
export function profitAboveZero(draws: readonly Policy[]): PolicyPoint {
  const learned = draws.some(({ fold }) => fold !== null);
  const means = draws.map(({ score, profit }) => meanOf(profit.map((p, i) => (score[i] > 0 ? p : 0))));
  const share =
    draws.reduce((sum, { score }) => sum + score.filter((s) => s > 0).length / score.length, 0) /
    draws.length;
  return { share, ...intervalOf(average(means), learned ? stretch : 1) };
}

function average(means: readonly Mean[]): Mean {
  const over = (of: (mean: Mean) => number) => means.reduce((sum, mean) => sum + of(mean), 0) / means.length;
  return { value: over(({ value }) => value), standardError: over(({ standardError }) => standardError) };
}

/** Of each customer the shares at which the list reaches it and has passed it: apart where scores are tied. */
interface Places {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

function placesOf({ score, fold }: Policy): Places {
  const places = { from: new Float64Array(score.length), to: new Float64Array(score.length) };
  const all = Int32Array.from(score.keys());
  const parts = fold === null ? [0] : [...new Set(fold)];
  for (const part of parts) {
    const own = all
      .filter((i) => fold === null || fold[i] === part)
      .sort((a, b) => score[b] - score[a] || a - b);
    for (let from = 0; from < own.length; ) {
      let to = from;
      while (to < own.length && score[own[to]] === score[own[from]]) to++;
      for (let k = from; k < to; k++) {
        places.from[own[k]] = from / own.length;
        places.to[own[k]] = to / own.length;
      }
      from = to;
    }
  }
  return places;
}

const taken = ({ from, to }: Places, i: number, share: number): number =>
  Math.min(1, Math.max(0, (share - from[i]) / (to[i] - from[i])));
