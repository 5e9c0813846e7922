import type { Attributions } from '../../learn/attributions.ts';
import type { FeatureTable } from '../../types.ts';
import type { ChurnRule } from '../rules/fitted-rule.ts';
import { rowsOfTerm, ruleLogits } from '../rules/score-rule.ts';
import { explainBehaviour } from './explain-behaviour.ts';

/**
 * What each column of a rule adds against the reference customer: exact, as the logit is a sum of terms.
 * @param table the rows explained; @param usual the reference customer, as a table of one row
 */
export function explainRule(
  rule: ChurnRule,
  table: FeatureTable,
  rows: Int32Array,
  usual: FeatureTable,
): { readonly names: readonly string[]; readonly attributions: Attributions } {
  if (rule.kind === 'behaviour') return explainBehaviour(rule.model, table, rows, usual);
  const { terms } = rule;
  const contributions = new Float64Array(rows.length * terms.length);
  terms.forEach((term, t) => {
    const [own, [reference]] = [rowsOfTerm(term, table), rowsOfTerm(term, usual)];
    rows.forEach((row, i) => {
      contributions[i * terms.length + t] = term.coefficient * (own[row] - reference);
    });
  });
  const logits = ruleLogits(rule, table);
  return {
    names: terms.map(({ column }) => column),
    attributions: {
      contributions,
      logit: Float64Array.from(rows, (row) => logits[row]),
      baseline: ruleLogits(rule, usual)[0],
    },
  };
}
