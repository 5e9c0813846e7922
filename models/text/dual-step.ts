const enough = 1e-7;
const mostSteps = 40;

/**
 * The exact step of one example in the dual of multinomial logistic regression (Yu, Huang and Lin 2011): the shares a that solve
 * ln aₖ + q aₖ = zₖ + q bₖ + λ with Σ aₖ = 1, where b are the shares before, z the scores, and q cost × squared length of the
 * example. λ by Newton's method, each share by Newton's method on its logarithm. Writes into `after`.
 */
export function dualStep(scores: Float64Array, before: Float64Array, q: number, after: Float64Array): void {
  let lambda = -logSumExp(scores);
  for (let k = 0; k < after.length; k++) after[k] = firstLog(scores[k] + q * before[k] + lambda, q);
  for (let step = 0; step < mostSteps; step++) {
    let [excess, slope] = [-1, 0];
    for (let k = 0; k < after.length; k++) {
      const log = logOf(scores[k] + q * before[k] + lambda, q, after[k]);
      const share = Math.exp(log);
      after[k] = log;
      excess += share;
      slope += share / (1 + q * share);
    }
    if (Math.abs(excess) < enough) break;
    lambda -= excess / slope;
  }
  softmax(after);
}

const firstLog = (target: number, q: number): number =>
  target > 1 ? Math.log(target / q) : Math.min(target, -Math.log(q));

/** The x of x + q eˣ = target, from a guess: to the right of it Newton's method is monotone. */
function logOf(target: number, q: number, guess: number): number {
  let log = guess;
  for (let step = 0; step < mostSteps; step++) {
    const load = q * Math.exp(log);
    const move = (log + load - target) / (1 + load);
    log -= move;
    if (Math.abs(move) < enough) break;
  }
  return log;
}

function softmax(logs: Float64Array): void {
  const sum = logSumExp(logs);
  for (let k = 0; k < logs.length; k++) logs[k] = Math.exp(logs[k] - sum);
}

export function logSumExp(scores: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) most = Math.max(most, scores[k]);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += Math.exp(scores[k] - most);
  return most + Math.log(sum);
}
