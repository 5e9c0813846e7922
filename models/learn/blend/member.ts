/** The models that a blend may be made of; that of behaviour joins where customers are few. */
export const memberNames = ['network', 'trees', 'logistic', 'behaviour'] as const;
export type MemberName = (typeof memberNames)[number];

/** A value for each member, of whom the last may be absent. */
export type ByMember<Value> = Readonly<Record<Exclude<MemberName, 'behaviour'>, Value>> & {
  readonly behaviour?: Value;
};

/** The members that take part. */
export const presentIn = (of: ByMember<unknown>): MemberName[] =>
  memberNames.filter((name) => of[name] !== undefined);

/** What a member says of n rows, before anything later corrected it. */
export interface MemberScores {
  /** Logit of churn. */
  readonly logit: Float64Array;
  /** Expected value, and expected value given that there is any. */
  readonly value: Float64Array;
  readonly valueIfBought: Float64Array;
}
