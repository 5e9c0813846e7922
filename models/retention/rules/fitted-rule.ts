import type { BehaviourModel } from '../../buying/behaviour/behaviour.ts';

/** Names of the number columns that the rules read. One column may serve several rules. */
export interface RuleColumns {
  /** Days since the last order or activity; not known counts as longest ago. */
  readonly recency: string;
  /** Number of orders or of activities; not known counts as 0. */
  readonly frequency: string;
  /** Money per order or per period; not known counts as 0. */
  readonly monetary: string;
  /** Money of the past, such as the margin of the last year; not known counts as 0. */
  readonly pastValue: string;
}

/** One column on a log scale, standardised by the training rows. */
export interface RuleTerm {
  readonly column: string;
  /** Stands for what is not known. */
  readonly missing: number;
  readonly mean: number;
  /** 0 where it never varied: then it says nothing. */
  readonly spread: number;
  readonly coefficient: number;
}

/** Churn by few columns, or by a model of buying or of staying. */
export type ChurnRule =
  | { readonly kind: 'logistic'; readonly terms: readonly RuleTerm[]; readonly intercept: number }
  | { readonly kind: 'behaviour'; readonly model: BehaviourModel };

/** Value by what came before, grown or shrunk by one factor, or by a model of buying or of staying. */
export type ValueRule =
  | { readonly kind: 'past value'; readonly column: string; readonly factor: number }
  | { readonly kind: 'behaviour'; readonly model: BehaviourModel };

/** A rule that anybody could apply by hand, fitted on training rows. Plain data: it is saved with a model that it ranks for. */
export interface FittedRule {
  /** As it stands in a table: "recency alone". */
  readonly name: string;
  /** Null where the rule says nothing of churn. */
  readonly churn: ChurnRule | null;
  /** Null where the rule says nothing of value. */
  readonly value: ValueRule | null;
}

/** A rule by its name. */
export interface Named<Rule> {
  readonly name: string;
  readonly rule: Rule;
}

/** What scores in the place of the blend, where later rows gave reason to; null: the blend does. Plain data. */
export interface StandIn {
  readonly churn: Named<ChurnRule> | null;
  readonly value: Named<ValueRule> | null;
}
