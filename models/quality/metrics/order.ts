import { risingPlaces } from '../../numerics/sort-numbers.ts';

/** Indices that sort the scores, highest first; equal scores keep their order. */
export function descending(score: ArrayLike<number>): Int32Array {
  const falling = new Float64Array(score.length);
  for (let i = 0; i < falling.length; i++) falling[i] = -score[i];
  return risingPlaces(falling);
}

/** Rows in the order of a score, highest first, so that many metrics and resamples share one sort. */
export interface Ranking {
  readonly order: Int32Array;
  /** Where each run of equal scores ends within `order` (exclusive). */
  readonly ends: Int32Array;
}

/** Ranks rows by a score, highest first, ties together; see `Ranking`. */
export function rankingOf(score: ArrayLike<number>): Ranking {
  const order = descending(score);
  const ends = new Int32Array(order.length);
  let runs = 0;
  for (let i = 1; i <= order.length; i++) {
    if (i === order.length || score[order[i]] !== score[order[i - 1]]) ends[runs++] = i;
  }
  return { order, ends: ends.slice(0, runs) };
}

/** Ranks from 1 in ascending order, ties sharing their mean rank, of a multiset in which row i stands `weight[i]` times. */
export function weightedRanks({ order, ends }: Ranking, weight: Float64Array): Float64Array {
  const ranks = new Float64Array(order.length);
  let below = 0;
  for (let run = ends.length - 1; run >= 0; run--) {
    const from = run === 0 ? 0 : ends[run - 1];
    let own = 0;
    for (let i = from; i < ends[run]; i++) own += weight[order[i]];
    for (let i = from; i < ends[run]; i++) ranks[order[i]] = below + (own + 1) / 2;
    below += own;
  }
  return ranks;
}

/** Every row once. */
export const unitWeights = (rows: number): Float64Array => new Float64Array(rows).fill(1);
