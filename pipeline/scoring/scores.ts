/**
 * What the model says of n customers, column by column. Money in the reporting currency over the CLV horizon.
 * Churn, its interval and value at risk are NaN for a customer beyond the look-back: who is gone cannot leave.
 */
export interface Scores {
  readonly customerIds: readonly string[];
  /** 1 where the customer was seen within the look-back. */
  readonly active: Uint8Array;
  readonly churn: Float64Array;
  readonly churnLow: Float64Array;
  readonly churnHigh: Float64Array;
  /** Expected discounted margin; the part learned directly and the part extrapolated beyond it add up to it. */
  readonly clv: Float64Array;
  readonly clvObserved: Float64Array;
  readonly clvExtrapolated: Float64Array;
  readonly clvP10: Float64Array;
  readonly clvP50: Float64Array;
  readonly clvP90: Float64Array;
  readonly clvIfKept: Float64Array;
  readonly clvIfLost: Float64Array;
  /** churn × (clvIfKept − clvIfLost). */
  readonly valueAtRisk: Float64Array;
}

/** Why a customer's chance of leaving is above the usual one. */
export interface Reason {
  readonly group: string;
  readonly feature: string;
  /** What happened; what is usual. */
  readonly text: string;
  /** Added to the logit of the uncalibrated churn score by all features of the group. */
  readonly contribution: number;
}
