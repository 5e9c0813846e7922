/** Where the values of a column lie, and how far apart. */
export interface Shape {
  readonly mean: number;
  /** 1 where all values are the same. */
  readonly deviation: number;
}

export function shapeOf(values: Float64Array): Shape {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) * (values[i] - mean);
  return { mean, deviation: Math.sqrt(squares / values.length) || 1 };
}

export function skewnessOf(values: Float64Array): number {
  const { mean, deviation } = shapeOf(values);
  let cubes = 0;
  for (let i = 0; i < values.length; i++) {
    const z = (values[i] - mean) / deviation;
    cubes += z * z * z;
  }
  return cubes / values.length;
}

/** Values about a mean, in standard deviations. */
export function standardised(values: Float64Array, { mean, deviation }: Shape): Float64Array {
  const scaled = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) scaled[i] = (values[i] - mean) / deviation;
  return scaled;
}

/** A column at some places. */
export function taken(values: ArrayLike<number>, places: Int32Array): Float64Array {
  const own = new Float64Array(places.length);
  for (let k = 0; k < places.length; k++) own[k] = values[places[k]];
  return own;
}

/** Places from 0 to n − 1 that are chosen. */
export function placesOf(n: number, isChosen: (place: number) => boolean): Int32Array {
  const places = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (isChosen(i)) places[count++] = i;
  return places.slice(0, count);
}
