import { churnLogits, scoreBehaviour } from '../../buying/behaviour/score-behaviour.ts';
import { allRows } from '../../learn/trees/bin-rows.ts';
import type { FeatureTable } from '../../types.ts';
import type { ChurnRule, RuleTerm, ValueRule } from './fitted-rule.ts';
import { ruleNumbers } from './rule-numbers.ts';

/** Logit of churn of each row. */
export function ruleLogits(rule: ChurnRule, table: FeatureTable): Float64Array {
  if (rule.kind === 'behaviour') return churnLogits(rule.model, table);
  const logits = new Float64Array(table.rowCount).fill(rule.intercept);
  for (const term of rule.terms) {
    rowsOfTerm(term, table).forEach((value, row) => {
      logits[row] += term.coefficient * value;
    });
  }
  return logits;
}

/** Expected value of each row, in the unit of `Outcomes.value`. */
export function ruleValues(rule: ValueRule, table: FeatureTable): Float64Array {
  if (rule.kind === 'behaviour') return scoreBehaviour(rule.model, table, allRows(table)).value;
  return ruleNumbers(table, rule.column).map((value) => rule.factor * (value || 0));
}

/** The column of a term as it enters the sum, before its coefficient. */
export const rowsOfTerm = ({ column, missing, mean, spread }: RuleTerm, table: FeatureTable): Float64Array =>
  ruleNumbers(table, column).map((value) =>
    spread > 0 ? (signedLog(Number.isNaN(value) ? missing : value) - mean) / spread : 0,
  );

export const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
