import { choleskyOf, solveSymmetric } from '../numerics/cholesky.ts';
import type { FeatureTable } from '../types.ts';
import { designOf, termsOf } from './hinges.ts';
import type { Fitted, Learner, Lesson } from './learner.ts';

/** Penalties tried, as multiples of the number of rows: terms have variance 1. */
const penalties = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 1000];

/** Ridge regression on straight lines and hinges, its penalty chosen by generalised cross-validation (Golub, Heath and Wahba 1979). */
export function ridgeLearner(table: FeatureTable): Learner {
  const terms = termsOf(table);
  const design = designOf(terms, table);
  return {
    fit: (lesson): Fitted => {
      const line = fitRidge(design, terms.length, lesson);
      return {
        at: (rows) => Float64Array.from(rows, (i) => valueAt(line, design, i)),
        predict: (other) => {
          const own = designOf(terms, other);
          return Float64Array.from({ length: other.rowCount }, (_, i) => valueAt(line, own, i));
        },
      };
    },
  };
}

interface Line {
  readonly level: number;
  readonly slopes: readonly number[];
}

function valueAt({ level, slopes }: Line, design: Float64Array, row: number): number {
  let sum = level;
  const from = row * slopes.length;
  for (let j = 0; j < slopes.length; j++) sum += slopes[j] * design[from + j];
  return sum;
}

/** Weighted sums of products about the means. */
interface Sums {
  readonly count: number;
  readonly means: Float64Array;
  readonly mean: number;
  readonly products: readonly Float64Array[];
  readonly withTarget: Float64Array;
  readonly squares: number;
}

function fitRidge(design: Float64Array, width: number, lesson: Lesson): Line {
  const sums = sumsOf(design, width, lesson);
  let best = { error: Number.POSITIVE_INFINITY, slopes: [] as readonly number[] };
  for (const penalty of penalties) {
    const tried = solve(sums, penalty * sums.count);
    if (tried.error < best.error) best = tried;
  }
  const { slopes } = best;
  return { slopes, level: slopes.reduce((level, slope, j) => level - slope * sums.means[j], sums.mean) };
}

function sumsOf(design: Float64Array, width: number, { target, rows, weight }: Lesson): Sums {
  const products = Array.from({ length: width }, (_, j) => new Float64Array(j + 1));
  const means = new Float64Array(width);
  const withTarget = new Float64Array(width);
  let [count, mean, squares] = [0, 0, 0];
  for (const i of rows) {
    const own = weight[i];
    const from = i * width;
    count += own;
    mean += own * target[i];
    squares += own * target[i] * target[i];
    for (let j = 0; j < width; j++) {
      const value = own * design[from + j];
      means[j] += value;
      withTarget[j] += value * target[i];
      const row = products[j];
      for (let k = 0; k <= j; k++) row[k] += value * design[from + k];
    }
  }
  for (let j = 0; j < width; j++) {
    for (let k = 0; k <= j; k++) products[j][k] -= (means[j] * means[k]) / count;
    withTarget[j] -= (means[j] * mean) / count;
  }
  return {
    count,
    means: means.map((sum) => sum / count),
    mean: mean / count,
    products,
    withTarget,
    squares: squares - (mean * mean) / count,
  };
}

/** Slopes at a penalty, and the generalised cross-validation error n·RSS/(n − df)². */
function solve({ count, products, withTarget, squares }: Sums, penalty: number) {
  const penalised = products.map((row, j) => row.with(j, row[j] + penalty));
  const slopes = solveSymmetric(penalised, withTarget);
  let residual = squares;
  for (let j = 0; j < slopes.length; j++) {
    residual -= 2 * slopes[j] * withTarget[j];
    for (let k = 0; k <= j; k++) residual += (k === j ? 1 : 2) * slopes[j] * slopes[k] * products[j][k];
  }
  const degrees = 1 + slopes.length - penalty * inverseTrace(choleskyOf(penalised).lower);
  return { slopes, error: (count * residual) / Math.max(1e-9, count - degrees) ** 2 };
}

/** Trace of the inverse of L·Lᵀ: the squares of L⁻¹ added up. */
function inverseTrace(lower: readonly Float64Array[]): number {
  const n = lower.length;
  const column = new Float64Array(n);
  let trace = 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let value = i === j ? 1 : 0;
      for (let k = j; k < i; k++) value -= lower[i][k] * column[k];
      column[i] = value / lower[i][i];
      trace += column[i] * column[i];
    }
  }
  return trace;
}
