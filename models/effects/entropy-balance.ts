import { solveSymmetric } from '../numerics/cholesky.ts';
import { lowerProducts } from './lower-products.ts';

export interface BalanceWeights {
  /** One per control, adding up to 1. */
  readonly weights: Float64Array;
  /** Whether the search came to its end: false where no weights balance the covariates. */
  readonly balanced: boolean;
}

const mostSteps = 200;
/** Standard deviations by which a weighted mean may miss: where the search ends, and where rounding ends it. */
const enough = 1e-10;
const rounding = 1e-6;

/**
 * Weights of controls ∝ exp(λᵀz) under which the means of their covariates are the treated ones' (entropy balancing,
 * Hainmueller 2012), by Newton's steps on the dual. A ridge lets far covariates miss by a little rather than put all
 * weight on a few controls.
 * @param covariates columns of the controls, in standard deviations, with the treated mean at 0
 */
export function entropyWeights(covariates: readonly Float64Array[], ridge = 0): BalanceWeights {
  const n = covariates[0]?.length ?? 0;
  let lambda = new Float64Array(covariates.length);
  let now = dual(covariates, n, lambda, ridge);
  for (let step = 0; step < mostSteps; step++) {
    if (missOf(now) < enough) break;
    const towards = solveSymmetric(curvature(covariates, now, ridge), now.gradient);
    const next = shorten(covariates, n, { lambda, towards, ridge, value: now.value });
    if (next === null) break;
    lambda = next.lambda;
    now = next.at;
  }
  return { weights: now.weights, balanced: missOf(now) < rounding };
}

const missOf = ({ gradient }: Dual): number => Math.max(0, ...gradient.map(Math.abs));

interface Dual {
  readonly value: number;
  readonly weights: Float64Array;
  readonly gradient: number[];
}

/** ln Σ exp(λᵀz) + ½ ridge ‖λ‖², its weights and its gradient: the weighted means. */
function dual(covariates: readonly Float64Array[], n: number, lambda: Float64Array, ridge: number): Dual {
  const weights = new Float64Array(n);
  covariates.forEach((column, j) => {
    for (let i = 0; i < n; i++) weights[i] += lambda[j] * column[i];
  });
  const top = weights.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    weights[i] = Math.exp(weights[i] - top);
    sum += weights[i];
  }
  for (let i = 0; i < n; i++) weights[i] /= sum;
  const squares = lambda.reduce((total, value) => total + value * value, 0);
  const gradient = covariates.map((column, j) => weightedMean(column, weights) + ridge * lambda[j]);
  return { value: top + Math.log(sum) + 0.5 * ridge * squares, weights, gradient };
}

function weightedMean(column: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i] * weights[i];
  return sum;
}

/** The lower triangle; the upper is left empty. */
const curvature = (covariates: readonly Float64Array[], { weights }: Dual, ridge: number): number[][] =>
  lowerProducts(covariates, weights, {
    centres: covariates.map((column) => weightedMean(column, weights)),
    diagonal: ridge,
  });

interface Step {
  readonly lambda: Float64Array;
  readonly towards: readonly number[];
  readonly ridge: number;
  readonly value: number;
}

/** The Newton step, halved until the dual falls; null where no part of it lets it fall. */
function shorten(covariates: readonly Float64Array[], n: number, { lambda, towards, ridge, value }: Step) {
  for (let size = 1; size > 1e-10; size /= 2) {
    const moved = lambda.map((at, j) => at - size * towards[j]);
    const at = dual(covariates, n, moved, ridge);
    if (at.value < value) return { lambda: moved, at };
  }
  return null;
}
