import { constantAt } from './count-features.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Rows whose features are numbered in the order in which they are first met, so that their weights stand close together. */
export interface NumberedRows {
  readonly rows: SparseRows;
  readonly features: number;
  /** Weights by number as weights by bucket; those of other buckets are 0. */
  inBuckets(weights: Float32Array, classes: number): Float32Array;
}

/** Numbers the features of weighed rows: of the 2¹⁸ buckets a few thousand texts fill a tenth. */
export function numberFeatures({ start, index, value }: SparseRows): NumberedRows {
  const numbers = new Int32Array(constantAt + 1);
  const buckets: number[] = [];
  const own = new Int32Array(index.length);
  for (let i = 0; i < index.length; i++) {
    const bucket = index[i];
    if (numbers[bucket] === 0) numbers[bucket] = buckets.push(bucket);
    own[i] = numbers[bucket] - 1;
  }
  return {
    rows: { start, index: own, value },
    features: buckets.length,
    inBuckets: (weights, classes) => {
      const spread = new Float32Array((constantAt + 1) * classes);
      for (let i = 0; i < buckets.length; i++)
        spread.set(weights.subarray(i * classes, (i + 1) * classes), buckets[i] * classes);
      return spread;
    },
  };
}
