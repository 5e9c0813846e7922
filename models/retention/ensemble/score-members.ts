import { scoreBehaviour } from '../../buying/behaviour/score-behaviour.ts';
import type { AllScores } from '../../learn/blend/blend-scores.ts';
import { encoderOf, rowEncoder } from '../../learn/encoding/encode-rows.ts';
import { scoreFloor } from '../../learn/logistic/linear-floor.ts';
import { allRows } from '../../learn/trees/bin-rows.ts';
import type { FeatureTable } from '../../types.ts';
import { rawScores } from '../raw-scores.ts';
import { scoreTrees } from '../retention-trees.ts';
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
