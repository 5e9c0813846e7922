import type { AllScores } from '../blend/blend-scores.ts';
import { encoderOf, rowEncoder } from '../encoding/encode-rows.ts';
import { scoreFloor } from '../logistic/linear-floor.ts';
import { scoreBehaviour } from '../probabilistic/behaviour/score-behaviour.ts';
import { rawScores } from '../retention/raw-scores.ts';
import { allRows } from '../trees/bin-rows.ts';
import { scoreTrees } from '../trees/retention-trees.ts';
import type { FeatureTable } from '../types.ts';
import type { EnsembleMembers } from './ensemble-parts.ts';

/** What every member says of the given rows, all by default. */
export function scoreMembers(
  { encoding, network, trees, floor, behaviour }: EnsembleMembers,
  valueUnit: number,
  table: FeatureTable,
  rows: Int32Array = allRows(table),
): AllScores {
  const encoder = encoderOf(rowEncoder(encoding, table), rows);
  return {
    network: rawScores(network, encoder, valueUnit),
    trees: scoreTrees(trees, table, rows),
    logistic: scoreFloor(floor, encoding, encoder),
    ...(behaviour === null ? {} : { behaviour: scoreBehaviour(behaviour, table, rows) }),
  };
}
