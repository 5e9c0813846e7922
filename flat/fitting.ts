import type { ObjectStore } from '../contracts/ports/object-store.ts';
import type { Progress } from '../contracts/ports/progress.ts';
import type { SimpleRule, Standing } from '../models/quality.ts';
import { fitEnsembleModel, growTrees, type TreesAhead } from '../models/retention.ts';
import type { FittedModel, LearningSet, Prediction, RetentionModel } from '../models/types.ts';
import type { Ask } from './ask.ts';
import { type FlatRows, readFeatures } from './flat-rows.ts';
import type { HeldRows } from './learning-rows.ts';
import type { Parts } from './parts.ts';
import type { TablePlan } from './plan.ts';

/** Rows that taught the model nothing, what it said of them, and what simple rules say. */
export interface JudgedRows {
  readonly at: Int32Array;
  readonly set: LearningSet;
  readonly predicted: Prediction;
  readonly rules: readonly SimpleRule[];
}

export interface FittedTable {
  /** The model that is stored, and that scores all rows that no other has judged. */
  readonly model: RetentionModel;
  /** With folds, the model that judged each fold; empty otherwise. */
  readonly foldModels: readonly RetentionModel[];
  /** A set of training rows, for what drives the model. */
  readonly train: LearningSet;
  /** Rows beside `train`, which taught none of what that teaches. */
  readonly others: LearningSet;
  readonly judged: JudgedRows;
  /** What gives the probabilities of leaving, and why. */
  readonly standing: Standing;
  readonly rows: { readonly train: number; readonly calibration: number; readonly judged: number };
}

/** A table that is being fitted. */
export interface Fitting {
  readonly rows: FlatRows;
  readonly parts: Parts;
  readonly plan: TablePlan;
  readonly ask: Ask;
  readonly store: ObjectStore;
  readonly progress: Progress;
}

/** Reads the features of some rows. @param at rising rows of the whole table */
export async function hold({ store, rows, plan }: Fitting, at: Int32Array): Promise<HeldRows> {
  return { at, table: await readFeatures(store, rows, plan.features, at) };
}

interface FitOptions {
  /** The published model learns from the later rows too, once they have judged it. */
  readonly refit: boolean;
  /** Begun by `growTreesOf`. */
  readonly trees?: TreesAhead;
  /** Progress of this fit as progress of all. */
  readonly overall?: (share: number) => number;
}

/** Begins the trees of a fit that comes later. */
export const growTreesOf = (fitting: Fitting, train: LearningSet): TreesAhead =>
  growTrees(train, whatIsFitted(fitting));

const whatIsFitted = ({ plan, ask }: Fitting) => ({ seed: ask.seed, churnOnly: plan.value === null });

/** Fits the ensemble on churn, and on value where the table has it. */
export const fitRows = (
  fitting: Fitting,
  train: LearningSet,
  later: LearningSet,
  { refit, trees, overall = (share) => share }: FitOptions,
): Promise<FittedModel> =>
  fitEnsembleModel(train, later, {
    ...whatIsFitted(fitting),
    refit,
    ...(trees && { trees }),
    onProgress: (share, note) => fitting.progress.fraction(overall(share), note),
  });
