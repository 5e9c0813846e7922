import type { BinRun } from '../encoding/bin-runs.ts';
import type { Cells } from '../encoding/encode-rows.ts';

/**
 * A score that is linear in the encoding: piecewise linear in each number, one step a level of each category. A cell
 * adds C[row] + weight · coefficient[row], where C is the sum of the feature's earlier bins.
 */
export interface LinearModel {
  /** One for each row of the encoding's table. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

export function linearScores(model: LinearModel, cells: Cells, runs: readonly BinRun[]): Float64Array {
  const earlier = sumsBefore(model.coefficients, runs);
  const scores = new Float64Array(cells.rowCount);
  addScores(model.coefficients, earlier, cells, scores.fill(model.intercept));
  return scores;
}

/** What each feature adds, row-major [rows × features]. */
export function linearTerms(
  { coefficients }: LinearModel,
  cells: Cells,
  runs: readonly BinRun[],
): Float64Array {
  const earlier = sumsBefore(coefficients, runs);
  return Float64Array.from(cells.row, (r, at) => earlier[r] + cells.weight[at] * coefficients[r]);
}

function addScores(
  coefficients: Float64Array,
  earlier: Float64Array,
  { rowCount, featureCount, row, weight }: Cells,
  scores: Float64Array,
): void {
  for (let i = 0, at = 0; i < rowCount; i++) {
    let sum = 0;
    for (let f = 0; f < featureCount; f++, at++) sum += earlier[row[at]] + weight[at] * coefficients[row[at]];
    scores[i] += sum;
  }
}

/** For each bin the sum of the coefficients of the bins before it; 0 for all other rows. */
export function sumsBefore(coefficients: Float64Array, runs: readonly BinRun[]): Float64Array {
  const sums = new Float64Array(coefficients.length);
  for (const { first, count } of runs) {
    for (let at = first + 1; at < first + count; at++) sums[at] = sums[at - 1] + coefficients[at - 1];
  }
  return sums;
}

/** Passes what flowed into the sums on to every earlier bin: the transpose of `sumsBefore`, added to `gradient`. */
export function addToEarlier(gradient: Float64Array, ofSums: Float64Array, runs: readonly BinRun[]): void {
  for (const { first, count } of runs) {
    let flow = 0;
    for (let at = first + count - 1; at > first; at--) {
      flow += ofSums[at];
      gradient[at - 1] += flow;
    }
  }
}
