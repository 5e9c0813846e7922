import { descending, meanRanks } from './order.ts';

/** How well a score puts those who leave before those who stay. Outcomes are 1 and 0; one class alone gives NaN. */

/** Area under the ROC curve: chance that a churner scores above a stayer, ties counting half (Mann and Whitney 1947). */
export function auc(score: ArrayLike<number>, outcome: ArrayLike<number>): number {
  const ranks = meanRanks(score);
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < score.length; i++) {
    if (outcome[i] === 1) {
      positives++;
      rankSum += ranks[i]!;
    }
  }
  const negatives = score.length - positives;
  return positives === 0 || negatives === 0
    ? Number.NaN
    : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Average precision: Σ (recall step × precision) down the ranking; equal scores form one step. */
export function averagePrecision(score: ArrayLike<number>, outcome: ArrayLike<number>): number {
  const order = descending(score);
  let total = 0;
  for (let i = 0; i < order.length; i++) total += outcome[i]!;
  if (total === 0 || total === order.length) return Number.NaN;
  let found = 0;
  let area = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let inStep = 0;
    while (to < order.length && score[order[to]!] === score[order[from]!]) inStep += outcome[order[to++]!]!;
    found += inStep;
    area += (inStep / total) * (found / to);
    from = to;
  }
  return area;
}

/**
 * Lift at a share of the customers: the rate among the share with the highest scores, over the rate among all.
 * Where a tie stands across the border, its customers count in proportion.
 */
export function lift(score: ArrayLike<number>, outcome: ArrayLike<number>, share: number): number {
  const found = gain(score, outcome, share);
  return found / Math.min(1, share);
}

/** Gain: share of all who leave that stands among the `share` of customers with the highest scores. */
export function gain(score: ArrayLike<number>, outcome: ArrayLike<number>, share: number): number {
  const order = descending(score);
  const places = share * order.length;
  let total = 0;
  let found = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let inStep = 0;
    while (to < order.length && score[order[to]!] === score[order[from]!]) inStep += outcome[order[to++]!]!;
    total += inStep;
    found += inStep * Math.min(1, Math.max(0, (places - from) / (to - from)));
    from = to;
  }
  return total === 0 ? Number.NaN : found / total;
}

/** Lift among the tenth of customers with the highest scores. */
export const topDecileLift = (score: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  lift(score, outcome, 0.1);
