/** How a metric of rankings weighs customers, best first: its mean product with Γ is the metric. */
export type RankMetric = 'autoc' | 'qini';

/**
 * AUTOC: w = H(n) − H(i−1) − 1, the mean over all list sizes of what the listed gain above the average. Qini: ½ − (i−½)/n, the
 * same with each list size weighed by itself (Yadlowsky, Fleming, Shah, Brunskill and Wager 2025). Customers whose scores
 * are tied share the mean of their weights.
 * @param score what the ranking is by, the highest first
 */
export function rankWeights(metric: RankMetric, score: ArrayLike<number>): Float64Array {
  const n = score.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => score[b] - score[a] || a - b);
  const byRank = metric === 'autoc' ? autocWeights(n) : qiniWeights(n);
  const weights = new Float64Array(n);
  for (let from = 0; from < n; ) {
    let to = from;
    let sum = 0;
    while (to < n && score[order[to]] === score[order[from]]) sum += byRank[to++];
    for (let k = from; k < to; k++) weights[order[k]] = sum / (to - from);
    from = to;
  }
  return weights;
}

function autocWeights(n: number): Float64Array {
  const weights = new Float64Array(n);
  let tail = 0;
  for (let i = n; i >= 1; i--) {
    tail += 1 / i;
    weights[i - 1] = tail - 1;
  }
  return weights;
}

const qiniWeights = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => 0.5 - (i + 0.5) / n);
