import { solveSymmetric } from '../../numerics/cholesky.ts';
import { customerPart } from '../../numerics/random.ts';

/** Columns of a linear model and what it is to tell of each row. */
export interface Explained {
  readonly columns: readonly Float64Array[];
  readonly targets: readonly Float64Array[];
  readonly customer: Int32Array;
}

const folds = 5;
/** So little that it only stops coefficients from running away where columns say the same. */
const ridge = 1;

/** Σ xxᵀ, lower triangle, and Σ x·target of some rows. */
interface Sums {
  readonly square: readonly Float64Array[];
  readonly right: readonly Float64Array[];
}

/**
 * What ridge regression leaves of each target, with coefficients from the rows of other customers. The sums of each fold are
 * taken once, and those of the other folds are the total less its own.
 */
export function residualsOf({ columns, targets, customer }: Explained, seed: number): Float64Array[] {
  const places = placesByFold(customer, seed);
  const terms = [new Float64Array(customer.length).fill(1), ...columns];
  const sums = places.map((at) => {
    const of = (values: Float64Array) => Float64Array.from(at, (i) => values[i]);
    return sumsOf(terms.map(of), targets.map(of));
  });
  const total = sums.reduce((a, b) => combine(a, b, 1));
  const left = targets.map((target) => Float64Array.from(target));
  places.forEach((at, f) => {
    solved(combine(total, sums[f], -1)).forEach((coefficients, t) => {
      for (const i of at) for (let j = 0; j < terms.length; j++) left[t][i] -= coefficients[j] * terms[j][i];
    });
  });
  return left;
}

function placesByFold(customer: Int32Array, seed: number): Int32Array[] {
  const fold = customer.map((c) => customerPart(c, folds, seed));
  const all = Int32Array.from(customer.keys());
  return Array.from({ length: folds }, (_, f) => all.filter((i) => fold[i] === f));
}

function sumsOf(terms: readonly Float64Array[], targets: readonly Float64Array[]): Sums {
  return {
    square: terms.map((a, j) => Float64Array.from({ length: j + 1 }, (_, k) => dot(a, terms[k]))),
    right: targets.map((target) => Float64Array.from(terms, (term) => dot(term, target))),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const combine = (a: Sums, b: Sums, times: number): Sums => {
  const add = (x: readonly Float64Array[], y: readonly Float64Array[]) =>
    x.map((row, j) => row.map((value, k) => value + times * y[j][k]));
  return { square: add(a.square, b.square), right: add(a.right, b.right) };
};

/** The intercept is not held back. */
function solved({ square, right }: Sums): number[][] {
  const penalised = square.map((row, j) => row.map((value, k) => (k === j && j > 0 ? value + ridge : value)));
  return right.map((column) => solveSymmetric(penalised, column));
}
