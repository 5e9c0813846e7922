import {
  type ChurnQuality,
  churnQuality,
  fewestOutcomes,
  type SimpleRule,
  type Standing,
  usualCosts,
} from '../models/quality.ts';
import { everybodyAlike, withEverybodyAlike } from '../models/retention.ts';
import type { FeatureTable, FittedModel, LearningSet, Prediction, RetentionModel } from '../models/types.ts';
import { logisticRegression } from './rivals.ts';

/** Share of the customers whose lift is shown. */
const listShare = 0.1;

/** How well rows that taught nothing are told apart; every one counts, of whatever day: a table's rows need not be one look at all a day. */
export const judgeChurn = (
  set: LearningSet,
  predicted: Prediction,
  rules: readonly SimpleRule[],
  seed: number,
): ChurnQuality | null =>
  churnQuality({ ...set, asOf: new Int32Array(set.table.rowCount) }, predicted, rules, {
    listShare,
    costs: usualCosts,
    seed,
  });

/**
 * What gives the probabilities of leaving, by rows that taught none of them: the model; the logistic regression where the model's log
 * loss is not lower; and where neither is better than chance (95% interval of the AUC), the share that left.
 * @param weighed the same rows have already weighed the model's members: then it gives way only where its log loss is higher beyond chance
 */
export function standingOf(churn: ChurnQuality | null, { weighed }: { readonly weighed: boolean }): Standing {
  if (churn === null || Math.min(churn.churners, churn.rows - churn.churners) < fewestOutcomes)
    return { ranks: 'model', because: 'few', rule: null, figures: null };
  const logistic = churn.rules.find(({ name }) => name === logisticRegression)!;
  const figures = { model: churn.auc, rule: logistic.auc, difference: logistic.difference.auc };
  const isAble = ({ low }: { readonly low: number }) => low > 0.5;
  if (!isAble(churn.auc) && !isAble(logistic.auc))
    return { ranks: 'nobody', because: 'chance', rule: everybodyAlike, figures };
  if (!isAble(churn.auc)) return { ranks: 'rule', because: 'chance', rule: logisticRegression, figures };
  const { low, value, high } = logistic.difference.logLoss;
  const because = low > 0 ? 'behind' : high < 0 ? 'ahead' : 'level';
  return low > 0 || (!weighed && value >= 0)
    ? { ranks: 'rule', because, rule: logisticRegression, figures }
    : { ranks: 'model', because, rule: null, figures };
}

/**
 * The fit as it is published: itself, its logistic regression alone, or everybody at the share that left.
 * @param on the table of the rows that calibrated, and all known outcomes
 */
export async function publishedBy(
  { ranks }: Standing,
  fit: FittedModel,
  on: { readonly later: FeatureTable; readonly known: Float64Array },
): Promise<FittedModel> {
  if (ranks === 'model') return fit;
  if (ranks === 'rule') return fit.byFloor();
  const outcomes = on.known.filter((left) => !Number.isNaN(left));
  const share = { left: outcomes.reduce((sum, left) => sum + left, 0), of: outcomes.length };
  const alike = (model: RetentionModel) => withEverybodyAlike(model, share);
  const judged = alike(fit.judged);
  const { churn, churnLow, churnHigh } = judged.predict(on.later);
  return { ...fit, model: alike(fit.model), judged, later: { ...fit.later, churn, churnLow, churnHigh } };
}

/** What is published is not held against itself. */
export const besidePublished = ({ ranks, rule }: Standing, rules: readonly SimpleRule[]): SimpleRule[] =>
  rules.filter(({ name }) => ranks !== 'nobody' || name !== rule);
