import type { EarlierDifference, EValue, ObservedEffect } from '../../../models/effects.ts';
import type { ExperimentAsk } from '../ask.ts';
import type { ExperimentPlan } from '../plan.ts';

/** An arm that somebody chose against the control. */
export interface ObservedArm extends ObservedEffect {
  readonly name: string;
  readonly customers: { readonly treated: number; readonly control: number };
  readonly means: { readonly treated: number; readonly control: number };
  readonly eValue: EValue;
  /** p of the doubly robust effect, adjusted for the number of arms (Holm). */
  readonly adjustedP: number;
  /** What the same figure from before says; null where none was named. */
  readonly earlier: EarlierDifference | null;
}

export interface Observed {
  readonly ask: ExperimentAsk;
  readonly plan: ExperimentPlan;
  readonly arms: readonly ObservedArm[];
}
