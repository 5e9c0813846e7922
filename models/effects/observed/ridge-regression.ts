import { solveSymmetric } from '../../numerics/cholesky.ts';
import { sigmoid } from '../../numerics/logit.ts';
import { lowerProducts } from '../lower-products.ts';
import { placesOf } from './shape.ts';

/** What a regression is fitted to: shares of 0 and 1, or amounts. */
export type Regression = 'logistic' | 'squared';

export interface RegressionRows {
  /** Columns about their means in standard deviations; an intercept is added. */
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  /** How much each row counts; 1 where left out. */
  readonly weight?: Float64Array;
}

const ridge = 1;
const mostSteps = 30;
const enough = 1e-8;

/**
 * Logistic or least-squares regression by Newton's steps, with so small a ridge that it only stops coefficients from
 * running away where a column separates the rows.
 * @returns what it expects of rows given by the same columns, of all or of those at some places
 */
export function fitRidge(
  { columns, target, weight }: RegressionRows,
  kind: Regression,
): (columns: readonly Float64Array[], places?: Int32Array) => Float64Array {
  const rows = { columns: withIntercept(columns, target.length), target, weight };
  let coefficients = rows.columns.map(() => 0);
  let now = stateAt(rows, kind, coefficients);
  for (let step = 0; step < mostSteps; step++) {
    const towards = solveSymmetric(now.curvature, now.gradient);
    if (Math.max(...towards.map(Math.abs)) < enough) break;
    const next = shorten(rows, kind, { coefficients, towards, value: now.value });
    if (next === null) break;
    ({ coefficients, state: now } = next);
    if (kind === 'squared') break;
  }
  return (others, places) => expectedAt(others, places ?? everyPlace(others), { coefficients, kind });
}

type Rows = Pick<RegressionRows, 'columns' | 'target'> & { readonly weight: Float64Array | undefined };

interface State {
  readonly value: number;
  readonly gradient: number[];
  readonly curvature: number[][];
}

/** The Newton step, halved until the penalised likelihood rises; null where no part of it lets it rise. */
function shorten(
  rows: Rows,
  kind: Regression,
  at: { coefficients: number[]; towards: readonly number[]; value: number },
) {
  for (let size = 1; size > 1e-6; size /= 2) {
    const coefficients = at.coefficients.map((value, j) => value + size * at.towards[j]);
    const state = stateAt(rows, kind, coefficients);
    if (state.value > at.value) return { coefficients, state };
  }
  return null;
}

function stateAt(rows: Rows, kind: Regression, coefficients: readonly number[]): State {
  const { columns, target, weight } = rows;
  const expected = expectedBy(columns, coefficients, kind);
  const counts = (i: number) => weight?.[i] ?? 1;
  const left = target.map((y, i) => counts(i) * (y - expected[i]));
  const bend = expected.map((mean, i) => counts(i) * (kind === 'squared' ? 1 : mean * (1 - mean)));
  const penalty = (j: number) => (j === 0 ? 0 : ridge);
  let value = likelihood(target, expected, { kind, counts });
  coefficients.forEach((c, j) => {
    value -= 0.5 * penalty(j) * c * c;
  });
  const gradient = columns.map((column, j) => dot(column, left) - penalty(j) * coefficients[j]);
  const curvature = lowerProducts(columns, bend);
  curvature.forEach((row, j) => {
    row[j] += penalty(j);
  });
  return { value, gradient, curvature };
}

function likelihood(
  target: Float64Array,
  expected: Float64Array,
  { kind, counts }: { kind: Regression; counts: (i: number) => number },
): number {
  let sum = 0;
  for (let i = 0; i < target.length; i++) {
    const [y, mean] = [target[i], expected[i]];
    if (kind === 'squared') sum -= 0.5 * counts(i) * (y - mean) ** 2;
    else sum += counts(i) * (y * Math.log(mean || Number.MIN_VALUE) + (1 - y) * Math.log1p(-mean || -1e-300));
  }
  return sum;
}

function expectedBy(
  columns: readonly Float64Array[],
  coefficients: readonly number[],
  kind: Regression,
): Float64Array {
  const scores = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, j) => {
    for (let i = 0; i < scores.length; i++) scores[i] += coefficients[j] * column[i];
  });
  return kind === 'squared' ? scores : scores.map(sigmoid);
}

function expectedAt(
  columns: readonly Float64Array[],
  places: Int32Array,
  { coefficients, kind }: { readonly coefficients: readonly number[]; readonly kind: Regression },
): Float64Array {
  const [intercept, ...slopes] = coefficients;
  const scores = new Float64Array(places.length).fill(intercept);
  columns.forEach((column, j) => {
    for (let k = 0; k < places.length; k++) scores[k] += slopes[j] * column[places[k]];
  });
  return kind === 'squared' ? scores : scores.map(sigmoid);
}

const everyPlace = ([first]: readonly Float64Array[]): Int32Array => placesOf(first?.length ?? 0, () => true);

const withIntercept = (columns: readonly Float64Array[], n: number): Float64Array[] => [
  new Float64Array(n).fill(1),
  ...columns,
];

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
