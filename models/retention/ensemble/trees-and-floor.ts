import type { Encoding } from '../../learn/encoding/encoding.ts';
import { type FittedFloor, type FloorRows, fitFloor, floorRows } from '../../learn/logistic/linear-floor.ts';
import type { LearningSet } from '../../types.ts';
import { partOf, type Report, stepsOf } from '../progress.ts';
import { fitRetentionTrees, type RetentionTrees, type TreeRows, treeRows } from '../retention-trees.ts';

/** What is fitted beside the network, on arrays alone. */
export interface TreesAndFloorRows {
  readonly trees: TreeRows;
  readonly floor: FloorRows;
  readonly seed: number;
}

export interface TreesAndFloor {
  readonly trees: RetentionTrees;
  readonly floor: FittedFloor;
}

/** Share of the progress that the trees take. */
const treesShare = 0.6;

export const treesAndFloorRows = (
  encoding: Encoding,
  train: LearningSet,
  seed: number,
): TreesAndFloorRows => ({
  trees: treeRows(train),
  floor: floorRows(encoding, train, seed),
  seed,
});

export async function fitTreesAndFloor(
  { trees, floor, seed }: TreesAndFloorRows,
  report: Report,
): Promise<TreesAndFloor> {
  const options = { onProgress: report };
  return {
    trees: await fitRetentionTrees(trees, {
      seed,
      pause: stepsOf(partOf(options, treesShare), 'boosted trees', 3),
    }),
    floor: await fitFloor(
      floor,
      seed,
      stepsOf(partOf(options, 1 - treesShare, treesShare), 'logistic floor', 5),
    ),
  };
}
