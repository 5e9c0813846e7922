import { inverseOf, solveSymmetric } from '../../numerics/cholesky.ts';
import { dot, type NormalEquations, normalEquations, type RidgeRows } from './normal-equations.ts';

/** A slope per unit of its column, with its standard error. */
export interface RidgeSlope {
  readonly slope: number;
  readonly error: number;
}

export interface FittedRidge {
  /** Per unit of each column; 0 where a column was left out. */
  readonly slopes: readonly RidgeSlope[];
  /** Penalty on the squared standardised slopes, in rows. */
  readonly penalty: number;
  /** What the columns say of each row, less the mean. */
  readonly fitted: Float64Array;
}

/** Penalties tried, as shares of the rows. */
const shares = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3] as const;

/**
 * Ridge regression with the penalty of the least generalised cross-validation (Golub, Heath and Wahba 1979); standard errors
 * hold where the variance differs from row to row (White 1980, HC0).
 */
export function fitRidge(rows: RidgeRows): FittedRidge {
  const equations = normalEquations(rows);
  const n = rows.target.length;
  const tried = shares.map((share) => share * n);
  const penalty = tried.reduce((a, b) =>
    crossValidation(equations, b) < crossValidation(equations, a) ? b : a,
  );
  return fittedAt(equations, penalty);
}

/**
 * The same, no slope of the columns named below 0: the one furthest below is left out and the rest fitted again, until none is.
 * @param notBelowZero whether a column's slope is held so
 */
export function fitRidgeAboveZero(rows: RidgeRows, notBelowZero: readonly boolean[]): FittedRidge {
  const left = new Set<number>();
  for (;;) {
    const columns = rows.columns.map((column, i) => (left.has(i) ? column.map(() => 0) : column));
    const fit = fitRidge({ ...rows, columns });
    const below = fit.slopes
      .map(({ slope }, i) => ({ i, slope: slope * deviation(columns[i]) }))
      .filter(({ i, slope }) => notBelowZero[i] && slope < 0)
      .sort((a, b) => a.slope - b.slope || a.i - b.i);
    if (below.length === 0) return fit;
    left.add(below[0].i);
  }
}

const deviation = (column: Float64Array): number =>
  normalEquations({ columns: [column], target: column }).scales[0];

const penalised = ({ gram }: NormalEquations, penalty: number): number[][] =>
  gram.map((row, i) => row.map((value, j) => value + (i === j ? penalty : 0)));

function crossValidation(equations: NormalEquations, penalty: number): number {
  const { gram, right, centred } = equations;
  const matrix = penalised(equations, penalty);
  const inverse = inverseOf(matrix)!;
  const slopes = solveSymmetric(matrix, right);
  const n = centred.length;
  const freedom =
    1 + inverse.reduce((sum, row, i) => sum + row.reduce((a, value, j) => a + value * gram[j][i], 0), 0);
  const residual = centred.map((value, i) => value - fittedOf(equations, slopes, i));
  return (n * dot(residual, residual)) / (n - freedom) ** 2;
}

function fittedOf({ standard }: NormalEquations, slopes: readonly number[], row: number): number {
  let sum = 0;
  for (let j = 0; j < slopes.length; j++) sum += slopes[j] * standard[j][row];
  return sum;
}

function fittedAt(equations: NormalEquations, penalty: number): FittedRidge {
  const { standard, scales, right, centred } = equations;
  const matrix = penalised(equations, penalty);
  const inverse = inverseOf(matrix)!;
  const slopes = solveSymmetric(matrix, right);
  const fitted = centred.map((_, i) => fittedOf(equations, slopes, i));
  const squares = centred.map((value, i) => (value - fitted[i]) ** 2);
  const weighed = standard.map((a) => a.map((value, i) => value * squares[i]));
  const middle = weighed.map((a) => standard.map((b) => dot(a, b)));
  const error = (j: number): number => {
    const row = inverse[j];
    let variance = 0;
    for (let a = 0; a < row.length; a++)
      for (let b = 0; b < row.length; b++) variance += row[a] * middle[a][b] * row[b];
    return Math.sqrt(Math.max(0, variance));
  };
  return {
    slopes: slopes.map((slope, j) => ({ slope: slope / scales[j], error: error(j) / scales[j] })),
    penalty,
    fitted,
  };
}
