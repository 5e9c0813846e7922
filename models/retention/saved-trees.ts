import {
  forestByteCount,
  loadForests,
  type SavedBins,
  type SavedForest,
  type SavedForests,
  saveForests,
} from '../learn/trees/saved-forests.ts';
import type { RetentionTrees, TreeGrowth } from './retention-trees.ts';

/** Trees as JSON; their arrays stand in bytes. */
export interface SavedTrees {
  readonly features: readonly SavedBins[];
  readonly churn: SavedForest;
  readonly any: SavedForest;
  readonly amount: SavedForest;
  readonly growth: TreeGrowth;
  readonly smearing: number;
}

export function saveTrees({ binning, churn, any, amount, growth, smearing }: RetentionTrees): {
  saved: SavedTrees;
  bytes: Uint8Array;
} {
  const { saved, bytes } = saveForests({ binning, forests: [churn, any, amount] });
  const [ofChurn, ofAny, ofAmount] = saved.forests;
  const { features } = saved;
  return { saved: { features, churn: ofChurn, any: ofAny, amount: ofAmount, growth, smearing }, bytes };
}

/** @param bytes as many as `treeByteCount` says */
export function loadTrees(saved: SavedTrees, bytes: Uint8Array): RetentionTrees {
  const { binning, forests } = loadForests(forestsOf(saved), bytes);
  const [churn, any, amount] = forests;
  return { binning, churn, any, amount, growth: saved.growth, smearing: saved.smearing };
}

export const treeByteCount = (saved: SavedTrees): number => forestByteCount(forestsOf(saved));

const forestsOf = ({ features, churn, any, amount }: SavedTrees): SavedForests => ({
  features,
  forests: [churn, any, amount],
});
