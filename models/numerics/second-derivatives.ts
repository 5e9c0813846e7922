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
