import { solveSymmetric } from '../../numerics/cholesky.ts';
import { sigmoid } from '../../numerics/logit.ts';

/** Rows that are alike, counted: what they have in common, how many they are and of how many the outcome is 1. */
export interface Cell {
  readonly x: readonly number[];
  readonly n: number;
  readonly hits: number;
}

/** Keeps coefficients finite where a column tells all; so small that it moves nothing else. */
const ridge = 1e-3;
const steps = 50;

/**
 * Logistic regression on counted cells by Newton's method, with a small ridge on all but the intercept.
 * @returns intercept, then a coefficient for each column
 */
export function fitCells(cells: readonly Cell[]): number[] {
  const width = (cells[0]?.x.length ?? 0) + 1;
  let beta = new Array<number>(width).fill(0);
  for (let step = 0; step < steps; step++) {
    const gradient = beta.map((b, j) => (j === 0 ? 0 : -ridge * b));
    const hessian = beta.map((_, j) => beta.map((_, k) => (j === k && j > 0 ? ridge : 0)));
    for (const { x, n, hits } of cells) {
      const row = [1, ...x];
      const p = cellChance(beta, x);
      const spread = Math.max(n * p * (1 - p), 1e-9);
      for (let j = 0; j < width; j++) {
        gradient[j] += (hits - n * p) * row[j];
        for (let k = 0; k < width; k++) hessian[j][k] += spread * row[j] * row[k];
      }
    }
    const move = solveSymmetric(hessian, gradient);
    beta = beta.map((b, j) => b + Math.max(-2, Math.min(2, move[j])));
    if (Math.max(...Array.from(move, Math.abs)) < 1e-9) break;
  }
  return beta;
}

/** Chance of an outcome of 1 by the coefficients of `fitCells`. */
export const cellChance = ([intercept, ...beta]: readonly number[], x: readonly number[]): number =>
  sigmoid(beta.reduce((sum, b, j) => sum + b * x[j], intercept));
