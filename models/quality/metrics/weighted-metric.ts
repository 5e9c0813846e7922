/**
 * A metric whose rows are fixed and sorted already, as a function of how often each row stands in a resample: a
 * bootstrap draw then costs one pass over the rows. All ones give the metric itself.
 */
export type WeightedMetric = (weight: Float64Array) => number;

/** Mean of a figure that every row has on its own, such as a loss. */
export function weightedMean(values: ArrayLike<number>): WeightedMetric {
  return (weight) => {
    let sum = 0;
    let all = 0;
    for (let i = 0; i < weight.length; i++) {
      sum += weight[i] * values[i];
      all += weight[i];
    }
    return sum / all;
  };
}
