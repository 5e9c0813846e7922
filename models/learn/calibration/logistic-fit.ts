import { solveSymmetric } from '../../numerics/cholesky.ts';
import { quickExp } from '../../numerics/quick-exp.ts';

/** Keeps coefficients finite where the classes part cleanly. */
const ridge = 1e-6;
const mostSteps = 30;
/** The longest move of a coefficient in one step. */
const longestMove = 4;
/** A move below this ends the search: the next would be about its square. */
const settled = 1e-5;

/**
 * Weighted logistic regression of a few columns with an intercept, by Newton's method.
 * @param columns one array a term; @param labels in [0, 1]; @param weights 0 or more
 * @param near coefficients for nearly the same rows, from which the search starts: it ends where it would anyway, in half of the steps
 * @returns the coefficients of the columns, then the intercept
 */
export function fitLogistic(
  columns: readonly Float64Array[],
  labels: Float64Array,
  weights: Float64Array,
  near: ArrayLike<number> = new Float64Array(columns.length + 1),
): number[] {
  const coefficients = Float64Array.from(near);
  for (let step = 0; step < mostSteps; step++) {
    const move = newtonStep(columns, labels, weights, coefficients);
    for (let i = 0; i < move.length; i++) {
      coefficients[i] += Math.max(-longestMove, Math.min(longestMove, move[i]));
    }
    if (move.every((by) => Math.abs(by) < settled)) break;
  }
  return [...coefficients];
}

function newtonStep(
  columns: readonly Float64Array[],
  labels: Float64Array,
  weights: Float64Array,
  coefficients: Float64Array,
): number[] {
  const { slope, curvature } = slopeAndCurvature(columns, labels, weights, coefficients);
  for (let a = 0; a < slope.length; a++) {
    slope[a] -= ridge * coefficients[a];
    curvature[a][a] += ridge;
  }
  return solveSymmetric(curvature, slope);
}

/** Of the log likelihood; `curvature` is the lower triangle of its negative second derivative. */
function slopeAndCurvature(
  columns: readonly Float64Array[],
  labels: Float64Array,
  weights: Float64Array,
  coefficients: Float64Array,
) {
  const size = coefficients.length;
  const last = size - 1;
  const slope = new Float64Array(size);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  const x = new Float64Array(size).fill(1);
  for (let i = 0; i < labels.length; i++) {
    if (weights[i] === 0) continue;
    let logit = coefficients[last];
    for (let c = 0; c < last; c++) {
      x[c] = columns[c][i];
      logit += x[c] * coefficients[c];
    }
    const p = 1 / (1 + quickExp(-logit));
    const miss = weights[i] * (labels[i] - p);
    const bend = weights[i] * p * (1 - p);
    for (let a = 0; a < size; a++) {
      slope[a] += miss * x[a];
      for (let b = 0; b <= a; b++) curvature[a][b] += bend * x[a] * x[b];
    }
  }
  return { slope, curvature };
}
