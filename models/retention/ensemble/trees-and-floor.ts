import type { Encoding } from '../../learn/encoding/encoding.ts';
import { type FittedFloor, type FloorRows, fitFloor, floorRows } from '../../learn/logistic/linear-floor.ts';
import type { LearningSet } from '../../types.ts';
import { partOf, type Report, stepsOf } from '../progress.ts';
import {
  fitRetentionTrees,
  type RetentionTrees,
  type TreeGrowth,
  type TreeRows,
  treeRows,
} from '../retention-trees.ts';

/** What is fitted beside the network, on arrays alone. */
export interface TreesAndFloorRows {
  readonly trees: TreeRows;
  readonly floor: FloorRows;
  readonly seed: number;
  /** How an earlier fit grew its trees. */
  readonly growth: TreeGrowth | null;
}

export interface TreesAndFloor {
  readonly trees: RetentionTrees;
  readonly floor: FittedFloor;
}

/** Share of the progress that the trees take. */
const treesShare = 0.6;

/** @param as what an earlier fit on fewer rows found: nothing is chosen anew */
export const treesAndFloorRows = (
  encoding: Encoding,
  train: LearningSet,
  seed: number,
  as: TreesAndFloor | null = null,
): TreesAndFloorRows => ({
  trees: treeRows(train),
  floor: floorRows(encoding, train, seed, as?.floor),
  seed,
  growth: as?.trees.growth ?? null,
});

export async function fitTreesAndFloor(
  { trees, floor, seed, growth }: TreesAndFloorRows,
  report: Report,
): Promise<TreesAndFloor> {
  const options = { onProgress: report };
  return {
    trees: await fitRetentionTrees(trees, {
      seed,
      as: growth ?? undefined,
      pause: stepsOf(partOf(options, treesShare), 'boosted trees', 3),
    }),
    floor: await fitFloor(
      floor,
      seed,
      stepsOf(partOf(options, 1 - treesShare, treesShare), 'logistic floor', 5),
    ),
  };
}
