/** The models that a blend may be made of. */
export const memberNames = ['network', 'trees', 'logistic'] as const;
export type MemberName = (typeof memberNames)[number];

/** What a member says of n rows, before anything later corrected it. */
export interface MemberScores {
  /** Logit of churn. */
  readonly logit: Float64Array;
  /** Expected value, and expected value given that there is any. */
  readonly value: Float64Array;
  readonly valueIfBought: Float64Array;
}
