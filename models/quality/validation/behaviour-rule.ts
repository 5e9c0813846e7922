import { type BehaviourColumns, nameOfRule } from '../../buying/behaviour/behaviour.ts';
import { fitBehaviour, hasBehaviour } from '../../buying/behaviour/fit-behaviour.ts';
import { scoreBehaviour } from '../../buying/behaviour/score-behaviour.ts';
import { allRows } from '../../learn/trees/bin-rows.ts';
import { sigmoid } from '../../numerics/logit.ts';
import type { LearningSet } from '../../types.ts';
import type { SimpleRules } from './simple-rules.ts';

/**
 * What the field's probabilistic models say alone: of buying (BG/NBD or a sibling, with Gamma-Gamma) or of staying (survival by
 * tenure), fitted on training rows and applied to the later ones. Their chances are their own: nothing calibrates them.
 * @returns one rule, or none where the training rows cannot carry such a model
 */
export function behaviourRules(
  train: LearningSet,
  later: LearningSet,
  columns: BehaviourColumns,
): SimpleRules {
  const model = hasBehaviour(train.table, columns) ? fitBehaviour(train, columns) : null;
  if (model === null) return [];
  const { logit, value } = scoreBehaviour(model, later.table, allRows(later.table));
  return [{ name: nameOfRule(model), churn: logit.map(sigmoid), value }];
}
