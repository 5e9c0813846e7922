/** Columns of equal length and what they are to explain. */
export interface RidgeRows {
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
}

/** The sums that a ridge regression is made of, columns brought to mean 0 and deviation 1. */
export interface NormalEquations {
  readonly standard: readonly Float64Array[];
  /** Deviation of each column. */
  readonly scales: readonly number[];
  /** XᵀX and Xᵀ(y − mean). */
  readonly gram: readonly (readonly number[])[];
  readonly right: readonly number[];
  /** The target less its mean. */
  readonly centred: Float64Array;
}

export function normalEquations({ columns, target }: RidgeRows): NormalEquations {
  const scaled = columns.map(standardised);
  const standard = scaled.map(({ values }) => values);
  const mean = meanOf(target);
  const centred = target.map((value) => value - mean);
  return {
    standard,
    scales: scaled.map(({ scale }) => scale),
    gram: standard.map((a) => standard.map((b) => dot(a, b))),
    right: standard.map((a) => dot(a, centred)),
    centred,
  };
}

/** A column that does not vary stays 0. */
function standardised(column: Float64Array): { values: Float64Array; scale: number } {
  const mean = meanOf(column);
  const around = column.map((value) => value - mean);
  const scale = Math.sqrt(dot(around, around) / column.length);
  return { values: scale > 0 ? around.map((value) => value / scale) : around, scale: scale || 1 };
}

const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
