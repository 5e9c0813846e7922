import type { SimpleRule } from '../models/quality.ts';
import { emptyPrediction } from '../models/retention.ts';
import type { LearningSet, Prediction, RetentionModel } from '../models/types.ts';
import { type FittedTable, type Fitting, fitRows, growTreesOf, hold } from './fitting.ts';
import { type HeldRows, learningRows } from './learning-rows.ts';
import { folds } from './part-rows.ts';
import { everybodyAlike, logisticRival } from './rivals.ts';

/**
 * Fits once a fold, on the rows of all others; the rows of the fold calibrate, each judged without its own outcome. While a fold
 * trains its network the next one's trees grow on the second thread.
 */
export async function crossValidate(fitting: Fitting): Promise<FittedTable> {
  const { rows, plan, ask, parts } = fitting;
  const known = Int32Array.from(parts.part.keys()).filter((row) => parts.part[row]! >= 0);
  const held = await hold(fitting, known);
  const withValue = plan.value !== null;
  const given = { seed: ask.seed, withValue };
  const judged = emptyJudged(known.length);
  const foldModels: RetentionModel[] = [];
  let published: RetentionModel | undefined;
  const next = (fold: number) => (fold < folds ? foldAt(fitting, held, fold) : null);
  let begun = next(0);
  for (let fold = 0; begun !== null; fold++) {
    const { learn, later, trees } = begun;
    begun = next(fold + 1);
    const first = fold === 0;
    const overall = (share: number) => (fold + share) / folds;
    try {
      const fitted = await fitRows(fitting, learn.set, later.set, { refit: first, trees, overall });
      if (first) published = fitted.model;
      foldModels.push(fitted.judged);
      const rival = await logisticRival(learn.set, later.set, { ...given, model: fitted.judged });
      put(judged, later.pick, fitted.later, rival);
    } catch (error) {
      await Promise.all([trees.abandon(), begun?.trees.abandon()]);
      throw error;
    }
  }
  const everyone = learningRows(rows, held, Int32Array.from(known.keys()));
  const { set: train } = ofFold(fitting, held, (own) => own !== 0);
  return {
    model: published!,
    foldModels,
    train,
    judged: {
      at: known,
      set: everyone,
      predicted: judged.predicted,
      rules: [everybodyAlike(everyone, known.length, withValue), pooledRival(judged, withValue)],
    },
    rows: {
      train: train.table.rowCount,
      calibration: known.length - train.table.rowCount,
      judged: known.length,
    },
  };
}

/** What a fold learns from and is judged on, its trees begun. */
function foldAt(fitting: Fitting, held: HeldRows, fold: number) {
  const learn = ofFold(fitting, held, (own) => own !== fold);
  const later = ofFold(fitting, held, (own) => own === fold);
  return { learn, later, trees: growTreesOf(fitting, learn.set) };
}

/** Places, among the held rows, of those of some folds, and the rows as a set. */
function ofFold(
  { rows, parts }: Fitting,
  held: HeldRows,
  takes: (fold: number) => boolean,
): { pick: Int32Array; set: LearningSet } {
  const pick = Int32Array.from(held.at.keys()).filter((i) => takes(parts.part[held.at[i]!]!));
  return { pick, set: learningRows(rows, held, pick) };
}

const pooledRival = ({ logistic }: ReturnType<typeof emptyJudged>, withValue: boolean): SimpleRule => ({
  name: 'logistic regression',
  churn: logistic.churn,
  value: withValue ? logistic.value : null,
});

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
