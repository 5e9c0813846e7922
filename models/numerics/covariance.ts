import type { SmoothFunction } from './evaluation.ts';

const reach = 1e-4;

/** Second derivatives of f at a point, as central differences of its gradient, made symmetric. */
export function secondDerivatives(f: SmoothFunction, at: Float64Array): number[][] {
  const rows = Array.from(at, (_, i) => {
    const up = f(moved(at, i, reach)).gradient;
    const down = f(moved(at, i, -reach)).gradient;
    return Array.from(up, (value, j) => (value - down[j]) / (2 * reach));
  });
  return rows.map((row, i) => row.map((value, j) => (value + rows[j][i]) / 2));
}

const moved = (at: Float64Array, i: number, by: number): Float64Array => {
  const there = at.slice();
  there[i] += by;
  return there;
};

/** Inverse of a symmetric positive definite matrix by Cholesky; null where it is not one, to rounding. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = choleskyOf(matrix);
  if (lower === null) return null;
  const columns = matrix.map((_, i) =>
    solve(
      lower,
      matrix.map((_row, j) => (i === j ? 1 : 0)),
    ),
  );
  return columns.map((column, i) => column.map((value, j) => (value + columns[j][i]) / 2));
}

/** L with L·Lᵀ = matrix; null where a pivot is not clearly above 0. */
function choleskyOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      if (i !== j) lower[i][j] = rest / lower[j][j];
      else if (rest > 1e-10 * matrix[i][i]) lower[i][i] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/** x with L·Lᵀ·x = right. */
function solve(lower: readonly number[][], right: readonly number[]): number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}
