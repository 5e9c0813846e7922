/** Rows of a symmetric matrix, of which the lower triangle is read. */
type Symmetric = readonly ArrayLike<number>[];

/** L of L·Lᵀ = matrix. */
interface Cholesky {
  readonly lower: readonly Float64Array[];
  /** Whether every pivot is clearly above 0: whether the matrix is positive definite, to rounding. */
  readonly sound: boolean;
}

/** Less of a diagonal than this is rounding. */
const clearly = 1e-10;

/** Factors a positive definite matrix. A pivot that is not above 0 is taken as tiny, and the factor as not sound. */
export function choleskyOf(matrix: Symmetric): Cholesky {
  const lower = matrix.map((row) => Float64Array.from(row));
  let sound = true;
  for (let j = 0; j < matrix.length; j++) {
    const own = lower[j];
    for (let k = 0; k < j; k++) own[j] -= own[k] * own[k];
    sound &&= own[j] > clearly * matrix[j][j];
    own[j] = Math.sqrt(Math.max(own[j], Number.MIN_VALUE));
    for (let i = j + 1; i < matrix.length; i++) {
      for (let k = 0; k < j; k++) lower[i][j] -= lower[i][k] * own[k];
      lower[i][j] /= own[j];
    }
  }
  return { lower, sound };
}

/** x with matrix · x = right, for a positive definite matrix. Not finite where it is nothing like one. */
export const solveSymmetric = (matrix: Symmetric, right: ArrayLike<number>): number[] =>
  solveFactored(choleskyOf(matrix), right);

/** Inverse of a positive definite matrix; null where it is not one, to rounding. */
export function inverseOf(matrix: Symmetric): number[][] | null {
  const factor = choleskyOf(matrix);
  if (!factor.sound) return null;
  const columns = matrix.map((_, i) =>
    solveFactored(
      factor,
      matrix.map((_row, j) => (i === j ? 1 : 0)),
    ),
  );
  return columns.map((column, i) => column.map((value, j) => (value + columns[j][i]) / 2));
}

function solveFactored({ lower }: Cholesky, right: ArrayLike<number>): number[] {
  const x = Array.from(right);
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
