import type { MemberScores } from '../learn/blend/member.ts';
import { gammaLoss } from '../learn/losses/gamma-loss.ts';
import { logisticLoss } from '../learn/losses/logistic-loss.ts';
import { allRows, type BinnedRows, binRows } from '../learn/trees/bin-rows.ts';
import type { Binning } from '../learn/trees/binning.ts';
import { fitBinning } from '../learn/trees/fit-binning.ts';
import { fitForest, type GrownForest, type Growth } from '../learn/trees/fit-forest.ts';
import type { Forest } from '../learn/trees/forest.ts';
import { mostBins, type TreeSize } from '../learn/trees/hyper-parameters.ts';
import { scoreForest } from '../learn/trees/score-forest.ts';
import { sigmoid } from '../numerics/logit.ts';
import type { FeatureTable, LearningSet } from '../types.ts';

/** Churn; and of value, whether there is any and how much. */
type TreeTask = 'churn' | 'any' | 'amount';

/** How each task's trees were grown. */
export type TreeGrowth = Readonly<Record<TreeTask, Growth>>;

/** Boosted trees for churn and, in two stages, for value: whether there is any, and how much. */
export interface RetentionTrees {
  readonly binning: Binning;
  /** Logit of churn. */
  readonly churn: Forest;
  /** Logit of any value. */
  readonly any: Forest;
  /** Log of the mean of a positive value. */
  readonly amount: Forest;
  readonly growth: TreeGrowth;
  /** Total value ÷ total expected by the amounts, of the rows learned from. */
  readonly smearing: number;
}

/** Rows scored at once: their bins stay in the cache. */
const rowsAtOnce = 4096;
/** Means beyond e^50 say nothing and would overflow. */
const largestLog = 50;

/** What forests are grown on: bins and outcomes, which another thread can take. */
export interface TreeRows extends Pick<LearningSet, 'customer' | 'churned' | 'value'> {
  readonly binning: Binning;
  readonly binned: BinnedRows;
}

/** @param binning that of an earlier fit, whose trees are kept; fitted here where left out */
export function treeRows(
  { table, customer, churned, value }: LearningSet,
  binning: Binning = fitBinning(table, mostBins),
): TreeRows {
  return { binning, binned: binRows(binning, table), customer, churned, value };
}

export interface TreeFitOptions {
  readonly seed: number;
  /** Grown on fewer rows: the trees are kept, their leaves get new values, and some trees are added. */
  readonly as?: RetentionTrees | undefined;
  /** Called between forests, which hold the thread for a second each on many rows. */
  readonly pause?: () => Promise<void>;
}

export async function fitRetentionTrees(
  { binning, binned, customer, churned, value }: TreeRows,
  { seed, as, pause = async () => {} }: TreeFitOptions,
): Promise<RetentionTrees> {
  const where = (known: (i: number) => boolean) => Int32Array.from(churned.keys()).filter(known);
  const fit = async (
    task: TreeTask,
    target: Float64Array,
    rows: Int32Array,
    size?: TreeSize,
  ): Promise<GrownForest> => {
    await pause();
    const loss = task === 'amount' ? gammaLoss : logisticLoss;
    return fitForest({ binned, target, rows, customer }, loss, {
      seed,
      slow: task === 'churn',
      size,
      as: as && { forest: as[task], growth: as.growth[task] },
    });
  };
  const known = where((i) => !Number.isNaN(churned[i]));
  const churn = await fit('churn', churned, known);
  const any = await fit(
    'any',
    value.map((v) => (v > 0 ? 1 : 0)),
    where((i) => !Number.isNaN(value[i])),
    known.length > 0 ? churn.growth.size : undefined,
  );
  const amount = await fit(
    'amount',
    value.map((v) => Math.max(0, v)),
    where((i) => value[i] > 0),
  );
  return {
    binning,
    churn: churn.forest,
    any: any.forest,
    amount: amount.forest,
    growth: { churn: churn.growth, any: any.growth, amount: amount.growth },
    smearing: smearingOf(amount.forest, binned, value),
  };
}

function smearingOf(amount: Forest, binned: BinnedRows, value: Float64Array): number {
  const scores = scoreForest(amount, binned);
  let realised = 0;
  let predicted = 0;
  for (let i = 0; i < value.length; i++) {
    if (!(value[i] > 0)) continue;
    realised += value[i];
    predicted += Math.exp(Math.min(largestLog, scores[i]));
  }
  return predicted > 0 ? realised / predicted : 1;
}

/**
 * Scores the given rows of a table, all by default.
 * @throws ModelDataError if the table lacks a feature or has one of another kind
 */
export function scoreTrees(
  trees: RetentionTrees,
  table: FeatureTable,
  rows: Int32Array = allRows(table),
): MemberScores {
  const n = rows.length;
  const scores = {
    logit: new Float64Array(n),
    value: new Float64Array(n),
    valueIfBought: new Float64Array(n),
  };
  for (let from = 0; from < n; from += rowsAtOnce) {
    const block = binRows(trees.binning, table, rows.subarray(from, from + rowsAtOnce));
    scores.logit.set(scoreForest(trees.churn, block), from);
    const any = scoreForest(trees.any, block);
    const amount = scoreForest(trees.amount, block);
    for (let i = 0; i < block.rowCount; i++) {
      const bought = trees.smearing * Math.exp(Math.min(largestLog, amount[i]));
      scores.valueIfBought[from + i] = bought;
      scores.value[from + i] = sigmoid(any[i]) * bought;
    }
  }
  return scores;
}
