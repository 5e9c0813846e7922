/** Where a customer stands before anyone is left alone: a candidate for the list, or why not. */
export type Standing =
  | 'candidate'
  | 'below_risk'
  | 'below_value'
  | 'above_gone_probability'
  | 'beyond_lookback';

/**
 * What the model says of n customers, column by column. Money in the reporting currency over the CLV horizon.
 * Churn, its interval and value at risk are NaN for a customer beyond the look-back: who is gone cannot leave.
 */
export interface PredictedScores {
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

/** Where each customer stands, and what orders it among others of that standing (higher is first). */
export interface Ranking {
  readonly standing: readonly Standing[];
  readonly priority: Float64Array;
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

/** Scores as the scores file holds them. Reasons are given for the first candidates only, null elsewhere. */
export interface Scores extends PredictedScores, Ranking {
  readonly reasons: readonly (readonly Reason[] | null)[];
}
