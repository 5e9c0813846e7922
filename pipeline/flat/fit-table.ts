import { fitEnsembleModel } from '../../models/ensemble-model.ts';
import { ModelDataError } from '../../models/errors.ts';
import { emptyPrediction } from '../../models/retention/adjustment.ts';
import type { LearningSet, Prediction, RetentionModel } from '../../models/types.ts';
import type { SimpleRule } from '../../models/validation/simple-rules.ts';
import { DataRefusedError } from '../contracts/errors.ts';
import type { ObjectStore, Progress } from '../contracts/ports.ts';
import type { Ask } from './ask.ts';
import { type FlatRows, readFeatures } from './flat-rows.ts';
import { type HeldRows, learningRows, someRows } from './learning-rows.ts';
import { folds, type Parts } from './part-rows.ts';
import type { TablePlan } from './plan.ts';
import { everybodyAlike, logisticRival } from './rivals.ts';

/** Most rows that calibrate: more would sharpen nothing that anybody sees. */
const mostCalibrating = 50_000;

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
  readonly judged: JudgedRows;
  readonly rows: { readonly train: number; readonly calibration: number; readonly judged: number };
}

interface Fitting {
  readonly rows: FlatRows;
  readonly parts: Parts;
  readonly plan: TablePlan;
  readonly ask: Ask;
  readonly store: ObjectStore;
  readonly progress: Progress;
}

/**
 * Fits the ensemble and predicts the rows that judge it.
 * @throws DataRefusedError where the rows cannot carry a model
 */
export async function fitTable(fitting: Fitting): Promise<FittedTable> {
  try {
    return await (fitting.parts.kind === 'folds' ? crossValidate(fitting) : holdOut(fitting));
  } catch (error) {
    if (error instanceof ModelDataError) throw new DataRefusedError(error.message, { cause: error });
    throw error;
  }
}

async function holdOut(fitting: Fitting): Promise<FittedTable> {
  const { rows, parts, ask } = fitting;
  const limits = [ask.mostRows, mostCalibrating, ask.mostRows];
  const [train, later, judged] = await Promise.all(
    limits.map(async (most, p) => {
      const among = Int32Array.from(parts.part.keys()).filter((row) => parts.part[row] === p);
      const held = await hold(fitting, someRows(rows, among, most, ask.seed));
      return { at: held.at, set: learningRows(rows, held, Int32Array.from(held.at.keys())) };
    }),
  );
  const { model } = await fit(fitting, train!.set, later!.set, (share) => share);
  const predicted = model.predict(judged!.set.table);
  const rules = await rivals(fitting, train!.set, judged!.set);
  return {
    model,
    foldModels: [],
    train: train!.set,
    judged: { ...judged!, predicted, rules },
    rows: { train: train!.at.length, calibration: later!.at.length, judged: judged!.at.length },
  };
}

async function crossValidate(fitting: Fitting): Promise<FittedTable> {
  const { rows, parts, ask, plan } = fitting;
  const held = await hold(
    fitting,
    Int32Array.from(parts.part.keys()).filter((row) => parts.part[row]! >= 0),
  );
  const everyone = learningRows(rows, held, Int32Array.from(held.at.keys()));
  const foldModels: RetentionModel[] = [];
  const judged = emptyJudged(held.at.length);
  let train = everyone;
  for (let fold = 0; fold < folds; fold++) {
    const own = Int32Array.from(held.at.keys()).filter((i) => parts.part[held.at[i]!] === fold);
    const others = Int32Array.from(held.at.keys()).filter((i) => parts.part[held.at[i]!] !== fold);
    const [learn, later] = [learningRows(rows, held, others), learningRows(rows, held, own)];
    const fitted = await fit(fitting, learn, later, (share) => (fold + share) / folds);
    const rival = await logisticRival(learn, later, ask.seed, plan.value !== null);
    foldModels.push(fitted.model);
    put(judged, own, fitted.later, rival);
    if (fold === 0) train = learn;
  }
  const logistic = {
    name: 'logistic regression',
    churn: judged.logistic.churn,
    value: plan.value === null ? null : judged.logistic.value,
  };
  const alike = everybodyAlike(everyone, held.at.length, plan.value !== null);
  return {
    model: foldModels[0]!,
    foldModels,
    train,
    judged: { at: held.at, set: everyone, predicted: judged.predicted, rules: [alike, logistic] },
    rows: {
      train: train.table.rowCount,
      calibration: held.at.length - train.table.rowCount,
      judged: held.at.length,
    },
  };
}

async function hold({ store, rows, plan }: Fitting, at: Int32Array): Promise<HeldRows> {
  return { at, table: await readFeatures(store, rows, plan.features, at) };
}

const fit = (
  { plan, ask, progress }: Fitting,
  train: LearningSet,
  later: LearningSet,
  overall: (share: number) => number,
) =>
  fitEnsembleModel(train, later, {
    seed: ask.seed,
    churnOnly: plan.value === null,
    onProgress: (share, note) => progress.fraction(overall(share), note),
  });

async function rivals(
  { plan, ask }: Fitting,
  train: LearningSet,
  judged: LearningSet,
): Promise<SimpleRule[]> {
  const withValue = plan.value !== null;
  return [
    everybodyAlike(train, judged.table.rowCount, withValue),
    await logisticRival(train, judged, ask.seed, withValue),
  ];
}

function emptyJudged(n: number) {
  return {
    predicted: emptyPrediction(n),
    logistic: { churn: new Float64Array(n), value: new Float64Array(n) },
  };
}

function put(
  to: ReturnType<typeof emptyJudged>,
  at: Int32Array,
  predicted: Prediction,
  { churn, value }: SimpleRule,
): void {
  for (const key of Object.keys(predicted) as (keyof Prediction)[])
    at.forEach((row, i) => {
      to.predicted[key][row] = predicted[key][i]!;
    });
  at.forEach((row, i) => {
    to.logistic.churn[row] = churn![i]!;
    to.logistic.value[row] = value?.[i] ?? Number.NaN;
  });
}
