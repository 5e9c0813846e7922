/** Columns of numbers in a file of scores, after the customer's id and whether the customer can still leave. */
export const scoreNumbers = [
  'churn',
  'churn_low',
  'churn_high',
  'clv',
  'clv_observed',
  'clv_extrapolated',
  'clv_p10',
  'clv_p50',
  'clv_p90',
  'clv_if_kept',
  'clv_if_lost',
  'value_at_risk',
] as const;

export type ScoreNumber = (typeof scoreNumbers)[number];
