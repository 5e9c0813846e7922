/** Columns of the scores that lists are made by and show, but for the priority. */
export const listedScores = [
  'churn',
  'churn_low',
  'churn_high',
  'clv',
  'clv_p10',
  'clv_p50',
  'clv_p90',
  'clv_if_kept',
  'clv_if_lost',
  'value_at_risk',
] as const;
