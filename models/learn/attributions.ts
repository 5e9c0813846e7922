/** What each feature adds to a row's score, against a reference row. */
export interface Attributions {
  /** Row-major [rows × features]; a row sums to logit − baseline. */
  readonly contributions: Float64Array;
  readonly logit: Float64Array;
  readonly baseline: number;
}
