import type { SmoothFunction } from '../../numerics/evaluation.ts';
import { sigmoid } from '../../numerics/logit.ts';
import { minimise } from '../../numerics/minimise.ts';
import type { BinRun } from '../encoding/bin-runs.ts';
import type { Cells } from '../encoding/encode-rows.ts';
import { crossEntropy } from '../network/losses.ts';
import { addToEarlier, type LinearModel, sumsBefore } from './linear-model.ts';

/** What a linear score is fitted to: labels of 0 and 1 (the score is their logit), or numbers (least squares). */
export type LinearTask = 'logistic' | 'squares';

export interface LinearRows {
  readonly cells: Cells;
  readonly runs: readonly BinRun[];
  /** Rows of the encoding's table. */
  readonly tableRows: number;
  readonly target: Float64Array;
  /** How much each row counts; 0 for those not to learn from. */
  readonly weight: Float64Array | Uint8Array;
}

/** Further digits change no score that anybody would see. */
const tolerance = 3e-4;
const mostIterations = 40;

/**
 * Minimises Σ loss + penalty · ½‖coefficients‖² by L-BFGS. The intercept is free.
 *
 * The steps between a number's neighbouring bins are penalised, not its levels: a curve that says nothing is flat.
 */
export function fitLinear(
  rows: LinearRows,
  task: LinearTask,
  penalty: number,
  start: LinearModel = { coefficients: new Float64Array(rows.tableRows), intercept: startOf(rows, task) },
): LinearModel {
  const { at } = minimise(objective(rows, task, penalty), [...start.coefficients, start.intercept], {
    tolerance,
    mostIterations,
  });
  return { coefficients: at.slice(0, rows.tableRows), intercept: at[rows.tableRows] };
}

/** Loss and penalty per row, so that the tolerance means the same for few rows and many. */
function objective(rows: LinearRows, task: LinearTask, penalty: number): SmoothFunction {
  const { tableRows, weight } = rows;
  const count = sumOf(weight) || 1;
  return (at) => {
    const coefficients = at.subarray(0, tableRows);
    const gradient = new Float64Array(tableRows + 1);
    const { loss, slope } = passOver(rows, task, { coefficients, intercept: at[tableRows] }, gradient);
    gradient[tableRows] = slope;
    let squares = 0;
    for (let j = 0; j < tableRows; j++) {
      squares += at[j] * at[j];
      gradient[j] += penalty * at[j];
    }
    return { value: (loss + 0.5 * penalty * squares) / count, gradient: gradient.map((g) => g / count) };
  };
}

/**
 * Scores each row that counts, adds its gradient by the coefficients, and returns the sums of losses and slopes: in one pass, as
 * the cells of all rows are more than the cache holds.
 */
function passOver(
  { cells, runs, target, weight }: LinearRows,
  task: LinearTask,
  { coefficients, intercept }: LinearModel,
  gradient: Float64Array,
) {
  const { rowCount, featureCount, row, weight: share } = cells;
  const earlier = sumsBefore(coefficients, runs);
  const ofSums = new Float64Array(gradient.length);
  const total = { loss: 0, slope: 0 };
  for (let i = 0; i < rowCount; i++) {
    if (weight[i] === 0) continue;
    const first = i * featureCount;
    let sum = 0;
    for (let at = first; at < first + featureCount; at++)
      sum += earlier[row[at]] + share[at] * coefficients[row[at]];
    const score = intercept + sum;
    const miss = (task === 'logistic' ? sigmoid(score) : score) - target[i];
    total.loss += weight[i] * (task === 'logistic' ? crossEntropy(score, target[i]) : miss ** 2 / 2);
    const slope = weight[i] * miss;
    total.slope += slope;
    for (let at = first; at < first + featureCount; at++) {
      gradient[row[at]] += slope * share[at];
      ofSums[row[at]] += slope;
    }
  }
  addToEarlier(gradient, ofSums, runs);
  return total;
}

function sumOf(weight: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++) sum += weight[i];
  return sum;
}

/** The best score without any feature. */
function startOf({ target, weight }: LinearRows, task: LinearTask): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < target.length; i++) {
    if (weight[i] === 0) continue;
    sum += weight[i] * target[i];
    count += weight[i];
  }
  if (task === 'squares') return sum / (count || 1);
  return Math.log((sum + 1) / (count - sum + 1));
}
