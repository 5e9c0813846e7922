import { sigmoid } from '../../numerics/logit.ts';
import { fitSimpleRules } from '../../retention/rules/fit-rules.ts';
import type { FittedRule, RuleColumns } from '../../retention/rules/fitted-rule.ts';
import { ruleLogits, ruleValues } from '../../retention/rules/score-rule.ts';
import type { FeatureTable, LearningSet } from '../../types.ts';

/** A rule that anybody could apply by hand, fitted on training rows and applied to the later ones. */
export interface SimpleRule {
  /** As it stands in a table: "recency alone". */
  readonly name: string;
  /** P(churn) of each later row; null where the rule says nothing of churn. */
  readonly churn: Float64Array | null;
  /** Expected value of each later row, in the unit of `Outcomes.value`; null where the rule says nothing of value. */
  readonly value: Float64Array | null;
}

export type SimpleRules = readonly SimpleRule[];

/** What a fitted rule says of a table. */
export const applyRule = ({ name, churn, value }: FittedRule, table: FeatureTable): SimpleRule => ({
  name,
  churn: churn === null ? null : ruleLogits(churn, table).map(sigmoid),
  value: value === null ? null : ruleValues(value, table),
});

/** The simple rules, fitted on training rows and applied to the later ones. @throws as `fitSimpleRules` */
export const simpleRules = (train: LearningSet, later: LearningSet, columns: RuleColumns): SimpleRules =>
  fitSimpleRules(train, columns).map((rule) => applyRule(rule, later.table));
