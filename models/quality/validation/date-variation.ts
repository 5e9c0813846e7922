import { logitOf } from '../../numerics/logit.ts';
import type { LearningSet } from '../../types.ts';
import { auc } from '../metrics/ranking.ts';
import { knownRows, valuesAt } from './latest-rows.ts';
import type { SimpleRule } from './simple-rules.ts';

/**
 * By how much figures of one window differ from those of the next beyond what customers drawn at random explain, as standard
 * deviations. A rule fitted to three numbers shows it on training dates too, which a model that learned from them cannot.
 */
export interface DateVariation {
  /** As-of dates that were compared. */
  readonly dates: number;
  /** Of the logit of the AUC. */
  readonly ranking: number;
  /** Of the log of the entropy of churn: how hard its outcomes are to tell on the whole. */
  readonly rate: number;
  /** Of the log of predicted over realised value. */
  readonly level: number;
}

/** What is usual where dates are too few to tell, and the pairs of dates that it counts for. */
const usual = 0.1;
const usualWorth = 2;
/** Fewer leavers, or stayers, than this at a date tell nothing of it. */
const fewest = 10;

/** A figure of one date, and its sampling variance. */
interface DateFigure {
  readonly asOf: number;
  readonly value: number;
  readonly variance: number;
}

/**
 * By how much figures differ between as-of dates beyond sampling, from simple rules on the training and the later dates.
 * @param rules what a rule of churn and one of value say of the training rows and of the later ones; null where there is none
 */
export function dateVariation(
  train: LearningSet,
  later: LearningSet,
  rules: { readonly train: SimpleRule; readonly later: SimpleRule }[],
): DateVariation {
  const of = (task: 'churn' | 'value') => rules.find((rule) => rule.later[task] !== null);
  const figures = (task: 'churn' | 'value', figure: (said: Float64Array, came: Float64Array) => Figure) => {
    const rule = of(task);
    if (rule === undefined) return [];
    return [
      ...atDates(train, task, rule.train[task]!, figure),
      ...atDates(later, task, rule.later[task]!, figure),
    ];
  };
  const ranking = figures('churn', rankingFigure);
  return {
    dates: ranking.length,
    ranking: between(ranking),
    rate: between(figures('churn', rateFigure)),
    level: between(figures('value', levelFigure)),
  };
}

type Figure = Omit<DateFigure, 'asOf'> | null;

function atDates(
  set: LearningSet,
  task: 'churn' | 'value',
  said: Float64Array,
  figure: (said: Float64Array, came: Float64Array) => Figure,
): DateFigure[] {
  const outcome = task === 'churn' ? set.churned : set.value;
  const known = knownRows(outcome);
  return [...new Set(set.asOf)].flatMap((asOf) => {
    const rows = known.filter((row) => set.asOf[row] === asOf);
    const found = rows.length === 0 ? null : figure(valuesAt(said, rows), valuesAt(outcome, rows));
    return found === null ? [] : [{ asOf, ...found }];
  });
}

/** Logit of the AUC, with the variance of Hanley and McNeil (1982). */
function rankingFigure(said: Float64Array, left: Float64Array): Figure {
  const leavers = left.reduce((sum, y) => sum + y, 0);
  const stayers = left.length - leavers;
  if (Math.min(leavers, stayers) < fewest) return null;
  const a = Math.min(0.999, Math.max(0.001, auc(said, left)));
  const [q1, q2] = [a / (2 - a) - a * a, (2 * a * a) / (1 + a) - a * a];
  const variance = (a * (1 - a) + (leavers - 1) * q1 + (stayers - 1) * q2) / (leavers * stayers);
  return { value: logitOf(a), variance: variance / (a * (1 - a)) ** 2 };
}

/** Log of the entropy of the share who left, by the delta method. */
function rateFigure(_: Float64Array, left: Float64Array): Figure {
  const leavers = left.reduce((sum, y) => sum + y, 0);
  if (Math.min(leavers, left.length - leavers) < fewest) return null;
  const p = leavers / left.length;
  const entropy = -(p * Math.log(p) + (1 - p) * Math.log(1 - p));
  const slope = -logitOf(p) / entropy;
  return { value: Math.log(entropy), variance: (slope * slope * p * (1 - p)) / left.length };
}

/** Log of predicted over realised value, with its variance by linearisation. */
function levelFigure(said: Float64Array, came: Float64Array): Figure {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const [predicted, realised] = [sum(said), sum(came)];
  if (!(predicted > 0 && realised > 0)) return null;
  const variance = sum(said.map((value, i) => (value / predicted - came[i] / realised) ** 2));
  return { value: Math.log(predicted / realised), variance };
}

/**
 * Root of the mean squared difference of two dates without its sampling variance, over pairs at least as far apart as the judged
 * date is from the newest training date: such windows share no day. With few pairs it is drawn towards what is usual.
 */
function between(figures: readonly DateFigure[]): number {
  const dates = figures.map(({ asOf }) => asOf).sort((a, b) => a - b);
  const apart = dates.length < 2 ? 0 : dates.at(-1)! - dates.at(-2)!;
  let [excess, pairs] = [usualWorth * usual ** 2, usualWorth];
  figures.forEach((one, i) => {
    for (const other of figures.slice(i + 1)) {
      if (Math.abs(one.asOf - other.asOf) < apart) continue;
      excess += (one.value - other.value) ** 2 - one.variance - other.variance;
      pairs++;
    }
  });
  return Math.sqrt(Math.max(0, excess) / pairs);
}
