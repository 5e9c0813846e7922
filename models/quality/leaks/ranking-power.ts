import { normalQuantile } from '../../numerics/normal.ts';
import { customerPart } from '../../numerics/random.ts';
import type { JudgedRows } from './judged-rows.ts';

/** AUC of a score that is equal within groups, and its standard error. NaN where one class is missing. */
export interface RankingPower {
  readonly auc: number;
  readonly error: number;
}

/** Leavers and all rows of each group. */
export interface GroupCounts {
  readonly left: Float64Array;
  readonly all: Float64Array;
}

/** @param include rows to count; all unless said otherwise */
export function countGroups(
  group: Int32Array,
  { left }: Pick<JudgedRows, 'left'>,
  groups: number,
  include: (row: number) => boolean = () => true,
): GroupCounts {
  const counts = { left: new Float64Array(groups), all: new Float64Array(groups) };
  for (let i = 0; i < group.length; i++) {
    if (!include(i)) continue;
    counts.all[group[i]]++;
    counts.left[group[i]] += left[i];
  }
  return counts;
}

/** Share that left in each group, drawn to the share among all by two rows' worth. */
export function leavingRates({ left, all }: GroupCounts): Float64Array {
  const rows = sum(all);
  const base = rows > 0 ? sum(left) / rows : 0.5;
  return left.map((leavers, g) => (leavers + 2 * base) / (all[g] + 2));
}

/**
 * AUC of the score `rates[group]`. Its error is that of DeLong, DeLong and Clarke-Pearson (1988) with the rows of a
 * customer together (Obuchowski 1997), and at least what Hanley and McNeil (1982) give for as many customers and an AUC
 * with half a fault more in the rarer class: a column without any fault in few rows has no error that these could show.
 * @param include rows to judge; all unless said otherwise
 */
export function rankingPower(
  group: Int32Array,
  rates: Float64Array,
  rows: JudgedRows,
  include: (row: number) => boolean = () => true,
): RankingPower {
  const { left, all } = countGroups(group, rows, rates.length, include);
  const leavers = sum(left);
  const stayers = sum(all) - leavers;
  if (leavers === 0 || stayers === 0) return { auc: Number.NaN, error: Number.NaN };
  const { above, below } = placements(rates, left, all);
  let auc = 0;
  for (let g = 0; g < rates.length; g++) auc += (left[g] / leavers) * (below[g] / stayers);
  const pull = new Float64Array(rows.clusters);
  const seen = new Uint8Array(rows.clusters);
  for (let i = 0; i < group.length; i++) {
    if (!include(i)) continue;
    const g = group[i];
    const gap = rows.left[i] ? below[g] / stayers - auc : above[g] / leavers - auc;
    pull[rows.cluster[i]] += gap / (rows.left[i] ? leavers : stayers);
    seen[rows.cluster[i]] = 1;
  }
  const customersPerRow = sum(seen) / (leavers + stayers);
  const rarer = Math.min(leavers, stayers) * customersPerRow;
  const faulty = (Math.max(auc, 1 - auc) * rarer + 0.5) / (rarer + 1);
  const floor = hanleyMcNeil(faulty, leavers, stayers) / customersPerRow;
  const variance = pull.reduce((total, p) => total + p * p, 0);
  return { auc, error: Math.sqrt(Math.max(variance, floor)) };
}

/** Mean over two halves of the customers of the power of rates learned on the other half: what the groups know of these rows. */
export function crossFittedPower(group: Int32Array, groups: number, rows: JudgedRows): RankingPower {
  const part = rows.cluster.map((customer) => customerPart(customer, 2, 0));
  const [first, second] = [0, 1].map((own) => {
    const rates = leavingRates(countGroups(group, rows, groups, (row) => part[row] !== own));
    return rankingPower(group, rates, rows, (row) => part[row] === own);
  });
  return { auc: (first.auc + second.auc) / 2, error: Math.hypot(first.error, second.error) / 2 };
}

/** Stayers with a lower score than each group's (ties half), and leavers with a higher one. */
function placements(rates: Float64Array, left: Float64Array, all: Float64Array) {
  const order = Int32Array.from(rates.keys()).sort((a, b) => rates[a] - rates[b] || a - b);
  const below = new Float64Array(rates.length);
  const above = new Float64Array(rates.length);
  let stayersPassed = 0;
  let leaversPassed = 0;
  const leavers = sum(left);
  for (let from = 0; from < order.length; ) {
    let to = from;
    let stayersHere = 0;
    let leaversHere = 0;
    for (; to < order.length && rates[order[to]] === rates[order[from]]; to++) {
      stayersHere += all[order[to]] - left[order[to]];
      leaversHere += left[order[to]];
    }
    for (let i = from; i < to; i++) {
      below[order[i]] = stayersPassed + stayersHere / 2;
      above[order[i]] = leavers - leaversPassed - leaversHere / 2;
    }
    stayersPassed += stayersHere;
    leaversPassed += leaversHere;
    from = to;
  }
  return { above, below };
}

/** Variance of an AUC of m leavers and n stayers, exponential model. */
function hanleyMcNeil(auc: number, m: number, n: number): number {
  const q1 = auc / (2 - auc) - auc * auc;
  const q2 = (2 * auc * auc) / (1 + auc) - auc * auc;
  return (auc * (1 - auc) + (m - 1) * q1 + (n - 1) * q2) / (m * n);
}

/** An AUC above ½ whichever way the score points, and its one-sided 95% bounds. */
export function folded({ auc, error }: RankingPower): { auc: number; low: number; high: number } {
  const up = Math.max(auc, 1 - auc);
  const reach = normalQuantile(0.95) * error;
  return { auc: up, low: up - reach, high: Math.min(1, up + reach) };
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
};
