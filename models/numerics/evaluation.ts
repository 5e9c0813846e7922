/** A function's value and its slope at one point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** A smooth function of several numbers; it may return a value that is not finite where it is not defined. */
export type SmoothFunction = (at: Float64Array) => Evaluation;

/** A point with its evaluation. */
export interface Point extends Evaluation {
  readonly at: Float64Array;
}

export const pointOf = (f: SmoothFunction, at: Float64Array): Point => ({ at, ...f(at) });

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** start + step · direction */
export const along = (start: Float64Array, direction: Float64Array, step: number): Float64Array =>
  start.map((value, i) => value + step * direction[i]);
