/** A column and how SQL reads it from the raw table. */
export interface ReadAs {
  readonly name: string;
  readonly sql: string;
}

export interface PlannedArm {
  /** As written in the table. */
  readonly name: string;
  readonly rows: number;
  /** Planned share; null where it was not said. */
  readonly share: number | null;
}

export interface PlannedOutcome extends ReadAs {
  /** `share`: 1 and 0 for who stayed and who did not; `amount`: any number. */
  readonly kind: 'share' | 'amount';
  /** The value whose share it is; null: an amount. */
  readonly positive: string | null;
  /** How it was read. */
  readonly said: string;
}

/** What each column of an experiment's table is for. */
export interface ExperimentPlan {
  readonly arm: ReadAs;
  readonly control: PlannedArm;
  readonly treated: readonly PlannedArm[];
  /** Rows that name no arm. */
  readonly withoutArm: number;
  /** How the control was found. */
  readonly said: string;
  readonly outcome: PlannedOutcome;
  /** Numbers; of words, each value but the most frequent one. */
  readonly before: readonly ReadAs[];
  /** Which of them is the outcome's figure from before; null where none was named. */
  readonly earlier: string | null;
  /** The same from before that one. */
  readonly earliest: string | null;
  readonly cost: { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly sql: string };
  readonly id: ReadAs | null;
}
