/** First and second derivatives of each row's loss in its score. */
export interface Slopes {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/** A convex loss of one score a row: a logit, a mean, or the log of a mean. */
export interface ScoreLoss {
  /** The best constant score. @param weight of each row; 1 where left out */
  start(target: Float64Array, rows: Int32Array, weight?: Float64Array): number;
  loss(score: number, target: number): number;
  /** Writes the slopes of the given rows. */
  slopes(scores: Float64Array, target: Float64Array, rows: Int32Array, to: Slopes): void;
}

/** Weighted sums over some rows. */
export function sumsOver(target: Float64Array, rows: Int32Array, weight?: Float64Array) {
  let [total, count] = [0, 0];
  for (const i of rows) {
    const own = weight === undefined ? 1 : weight[i];
    total += own * target[i];
    count += own;
  }
  return { total, count };
}

/** Weighted mean over some rows. */
export function meanOver(target: Float64Array, rows: Int32Array, weight?: Float64Array): number {
  const { total, count } = sumsOver(target, rows, weight);
  return total / count;
}
