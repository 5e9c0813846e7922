/** Distinct values, rising, and how often each stands there. */
export interface DistinctValues {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

/** @param sorted values in rising order */
export function distinctSorted(sorted: Float64Array): DistinctValues {
  const values = new Float64Array(sorted.length);
  const counts = new Int32Array(sorted.length);
  let distinct = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    values[distinct] = sorted[from];
    counts[distinct++] = to - from;
  }
  return { values: values.subarray(0, distinct), counts: counts.subarray(0, distinct) };
}
