import { allRows } from '../../learn/trees/bin-rows.ts';
import type { FeatureTable } from '../../types.ts';
import type { RawScores } from '../raw-scores.ts';
import type { StandIn } from '../rules/fitted-rule.ts';
import { ruleLogits, ruleValues } from '../rules/score-rule.ts';

export const nobodyStandsIn: StandIn = { churn: null, value: null };

/**
 * The blend's scores of a table's rows, with those of rules in the place of churn, of value or of both.
 * @param rows those that `scores` are of; all by default
 */
export function scoredBy(
  { churn, value }: StandIn,
  table: FeatureTable,
  scores: RawScores,
  rows: Int32Array = allRows(table),
): RawScores {
  const taken = (of: Float64Array) => Float64Array.from(rows, (row) => of[row]);
  const memberSpread = new Float64Array(rows.length);
  const ranked =
    churn === null ? scores : { ...scores, logit: taken(ruleLogits(churn.rule, table)), memberSpread };
  return value === null ? ranked : worthBy(taken(ruleValues(value.rule, table)), ranked);
}

/** What is expected of a buyer keeps its proportion to the mean. */
function worthBy(expected: Float64Array, scores: RawScores): RawScores {
  const value = expected.map((own) => Math.max(0, own));
  const stretch = value.map((own, i) => (scores.value[i] > 0 ? own / scores.value[i] : 0));
  return { ...scores, value, valueIfBought: scores.valueIfBought.map((own, i) => own * stretch[i]) };
}
