import type { SimpleRule } from '../models/quality.ts';
import { emptyPrediction } from '../models/retention.ts';
import type { FittedModel, LearningSet, Prediction } from '../models/types.ts';
import { takeRows } from '../pipeline/training/learning-set.ts';
import { type FittedTable, type Fitting, fitRows, growTreesOf, hold } from './fitting.ts';
import { type HeldRows, learningRows } from './learning-rows.ts';
import { folds } from './part-rows.ts';
import { alikeRival, logisticRegression, logisticRival } from './rivals.ts';
import { besidePublished, judgeChurn, publishedBy, standingOf } from './stand.ts';

/**
 * Fits once a fold, on the rows of all others; the rows of the fold calibrate, each judged without its own outcome. While a fold
 * trains its network the next one's trees grow on the second thread. All folds together say whether the model is better than its floor.
 */
export async function crossValidate(fitting: Fitting): Promise<FittedTable> {
  const { rows, plan, ask, parts } = fitting;
  const known = Int32Array.from(parts.part.keys()).filter((row) => parts.part[row]! >= 0);
  const held = await hold(fitting, known);
  const withValue = plan.value !== null;
  const fitted = await fitFolds(fitting, held);
  const everyone = learningRows(rows, held, Int32Array.from(known.keys()));
  const predicted = emptyPrediction(known.length);
  const logistic = emptyRival(known.length, withValue);
  for (const fold of fitted) put({ predicted, logistic }, fold);
  const rules = [alikeRival(everyone, known.length, withValue), logistic];
  const standing = standingOf(judgeChurn(everyone, predicted, rules, ask.seed), { weighed: false });
  const published: FittedFold[] = [];
  for (const fold of fitted) {
    const on = { later: takeRows(everyone.table, fold.pick), known: everyone.churned };
    published.push({ ...fold, fit: await publishedBy(standing, fold.fit, on) });
  }
  for (const fold of published) put({ predicted, logistic }, fold);
  const { set: train } = ofFold(fitting, held, (own) => own !== 0);
  return {
    model: published[0]!.fit.model,
    foldModels: published.map(({ fit }) => fit.judged),
    train,
    others: ofFold(fitting, held, (own) => own === 0).set,
    judged: { at: known, set: everyone, predicted, rules: besidePublished(standing, rules) },
    standing,
    rows: {
      train: train.table.rowCount,
      calibration: known.length - train.table.rowCount,
      judged: known.length,
    },
  };
}

/** A fold, what was fitted on the others, and what a logistic regression on the same says of it. */
interface FittedFold {
  /** Places among the held rows. */
  readonly pick: Int32Array;
  readonly fit: FittedModel;
  readonly rival: SimpleRule;
}

async function fitFolds(fitting: Fitting, held: HeldRows): Promise<FittedFold[]> {
  const given = { seed: fitting.ask.seed, withValue: fitting.plan.value !== null };
  const fitted: FittedFold[] = [];
  const next = (fold: number) => (fold < folds ? foldAt(fitting, held, fold) : null);
  let begun = next(0);
  for (let fold = 0; begun !== null; fold++) {
    const { learn, later, trees } = begun;
    begun = next(fold + 1);
    const overall = (share: number) => (fold + share) / folds;
    try {
      const fit = await fitRows(fitting, learn.set, later.set, { refit: fold === 0, trees, overall });
      const rival = await logisticRival(learn.set, later.set, { ...given, model: fit.judged });
      fitted.push({ pick: later.pick, fit, rival });
    } catch (error) {
      await Promise.all([trees.abandon(), begun?.trees.abandon()]);
      throw error;
    }
  }
  return fitted;
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

const emptyRival = (n: number, withValue: boolean): SimpleRule => ({
  name: logisticRegression,
  churn: new Float64Array(n),
  value: withValue ? new Float64Array(n) : null,
});

function put(
  to: { readonly predicted: Prediction; readonly logistic: SimpleRule },
  { pick, fit, rival }: FittedFold,
): void {
  for (const key of Object.keys(to.predicted) as (keyof Prediction)[])
    pick.forEach((row, i) => {
      to.predicted[key][row] = fit.later[key][i]!;
    });
  pick.forEach((row, i) => {
    to.logistic.churn![row] = rival.churn![i]!;
    if (to.logistic.value) to.logistic.value[row] = rival.value![i]!;
  });
}
