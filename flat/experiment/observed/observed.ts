import type { ArmSummary, EarlierDifference, EValue, ObservedEffect } from '../../../models/effects.ts';

/** An arm that somebody chose against the control. */
export interface ObservedArm extends Omit<ObservedEffect, 'contacts'> {
  readonly name: string;
  readonly treated: ArmSummary;
  readonly control: ArmSummary;
  readonly eValue: EValue;
  /** p of the doubly robust effect, adjusted for the number of arms (Bonferroni, as their intervals). */
  readonly adjustedP: number;
  /** What the same figure from before says; null where none was named. */
  readonly earlier: EarlierDifference | null;
}
