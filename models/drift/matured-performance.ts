import { logLoss } from '../quality/metrics/probability.ts';
import { auc } from '../quality/metrics/ranking.ts';
import { type Deviation, deviationOf } from './alarm.ts';
import { type Estimated, type EstimatedPerformance, estimatePerformance } from './estimated-performance.ts';

/** What a model showed on all the later rows whose outcome was known when it was judged. */
export interface Promised {
  /** Realised there. */
  readonly churn: number;
  readonly auc: number;
  readonly logLoss: number;
  /** What its chances alone let expect of those rows. */
  readonly estimated: EstimatedPerformance;
  /** A customer's rows at several dates are taken for one: the errors of `estimated` grow by the root of this. */
  readonly rowsPerCustomer: number;
}

/** Chances of churn that were given, and what became of the customers: 1 left, 0 stayed. */
export interface MaturedChurn {
  readonly p: Float64Array;
  readonly outcome: Float64Array;
}

/** How scores given earlier did, each figure beside what was promised for these customers. */
export interface MaturedPerformance {
  readonly customers: number;
  readonly churners: number;
  readonly churn: Deviation;
  /** Null where too few left, or stayed, to order or to weigh. */
  readonly auc: Deviation | null;
  readonly logLoss: Deviation | null;
}

export interface MaturedRule {
  /** Chance of any alarm where the model does as well as it promised. */
  readonly rate: number;
  /** Share of the expected churners by which the realised ones must be off. */
  readonly leastChurn: number;
  /** Fall of the AUC, or rise of the log loss, that matters. */
  readonly least: number;
}

/**
 * Holds scores against outcomes. What was promised is carried over to these customers: what their chances let expect,
 * plus how far the model was from such an expectation on the rows it was judged on. Where chances are true, both gaps
 * are sampling noise of known size (`estimatePerformance`), whoever the customers are. One alarm for each of three
 * figures, each at a third of the rate. That everybody left, or nobody, alarms where it was not to be expected.
 * @param fewest leavers, and stayers, that a figure needs: expected ones the share who leave, realised ones the others
 * @returns null where fewer are expected
 */
export function judgeMatured(
  { p, outcome }: MaturedChurn,
  promise: Promised,
  { rate, leastChurn, least }: MaturedRule,
  fewest = 1,
): MaturedPerformance | null {
  const churners = outcome.reduce((sum, left) => sum + left, 0);
  const here = estimatePerformance(p, promise.estimated.listShare);
  const expected = p.reduce((sum, chance) => sum + chance, 0);
  if (here === null || Math.min(expected, p.length - expected) < fewest) return null;
  const told = Math.min(churners, p.length - churners) >= fewest;
  const judge = (
    figure: 'churn' | 'auc' | 'logLoss',
    actual: number,
    side: 'lower' | 'higher' | 'either',
  ) => {
    const { value, error } = carriedOver(here[figure], promise, figure);
    const matters = figure === 'churn' ? leastChurn * value : least;
    return deviationOf({ actual, expected: value, error }, { side, rate: rate / 3, least: matters });
  };
  return {
    customers: p.length,
    churners,
    churn: judge('churn', churners / p.length, 'either'),
    auc: told ? judge('auc', auc(p, outcome), 'lower') : null,
    logLoss: told ? judge('logLoss', logLoss(p, outcome), 'higher') : null,
  };
}

function carriedOver(here: Estimated, promise: Promised, figure: 'churn' | 'auc' | 'logLoss'): Estimated {
  const there = promise.estimated[figure];
  return {
    value: here.value + promise[figure] - there.value,
    error: Math.hypot(here.error, there.error * Math.sqrt(promise.rowsPerCustomer)),
  };
}

/**
 * What a model promises by its predictions of rows with known outcomes. All rows are taken, not the latest of each
 * customer: who has no later row has often left, and such a choice would depend on the outcome.
 * @returns null where one kind of outcome alone leaves nothing to order
 */
export function promiseOf(
  { p, outcome }: MaturedChurn,
  customers: number,
  listShare: number,
): Promised | null {
  const churners = outcome.reduce((sum, left) => sum + left, 0);
  const estimated = estimatePerformance(p, listShare);
  if (estimated === null || churners === 0 || churners === outcome.length) return null;
  return {
    churn: churners / outcome.length,
    auc: auc(p, outcome),
    logLoss: logLoss(p, outcome),
    estimated,
    rowsPerCustomer: outcome.length / customers,
  };
}
