import { solveSymmetric } from '../../numerics/cholesky.ts';
import type { ScoreLoss, Slopes } from '../losses/score-loss.ts';

/** score = intercept + Σ weight · column, no weight below 0. */
export interface Weighing {
  readonly weights: readonly number[];
  readonly intercept: number;
}

/** Columns of scores, the targets of all rows, and which rows teach. */
export interface WeighedRows {
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  readonly rows: Int32Array;
  readonly loss: ScoreLoss;
}

/** Keeps apart what columns that are nearly the same cannot tell apart. */
const ridge = 1e-6;
const mostSteps = 25;
const longestMove = 2;
/** A move below this ends the search: the next would be about its square. */
const settled = 1e-5;

/**
 * The non-negative weights and the intercept that lower a convex loss most, by Newton's method; a column whose weight
 * would be negative is dropped, the most negative first.
 * @param near weights for nearly the same rows, from which the search starts: it ends where it would anyway, in a third of the steps
 */
export function fitWeights(given: WeighedRows, near?: Weighing): Weighing {
  const { columns } = given;
  let kept = columns.map((_, c) => c);
  for (;;) {
    const { weights, intercept } = fitFree(
      { ...given, columns: kept.map((c) => columns[c]) },
      near && [...kept.map((c) => near.weights[c]), near.intercept],
    );
    const lowest = weights.indexOf(Math.min(...weights));
    if (kept.length === 0 || weights[lowest] >= 0) {
      return { weights: columns.map((_, c) => weights[kept.indexOf(c)] ?? 0), intercept };
    }
    kept = kept.filter((_, at) => at !== lowest);
  }
}

export function weighed(columns: readonly Float64Array[], { weights, intercept }: Weighing): Float64Array {
  const scores = new Float64Array(columns[0].length).fill(intercept);
  columns.forEach((column, c) => {
    for (let i = 0; i < scores.length; i++) scores[i] += weights[c] * column[i];
  });
  return scores;
}

/**
 * Without the bound on the weights. Starts near the end or where no column counts: from there Newton's steps are sound. Where targets are so
 * large that they overflow, no column counts.
 */
function fitFree({ columns, target, rows, loss }: WeighedRows, near?: readonly number[]): Weighing {
  const size = columns.length + 1;
  const at = Float64Array.from(near ?? [...columns.map(() => 0), loss.start(target, rows)]);
  const slopes = { gradient: new Float64Array(target.length), curvature: new Float64Array(target.length) };
  for (let step = 0; step < mostSteps; step++) {
    const scores = scoresAt(columns, at, rows, target.length);
    loss.slopes(scores, target, rows, slopes);
    const move = newtonMove(columns, rows, slopes, at);
    if (!move.every(Number.isFinite))
      return { weights: columns.map(() => 0), intercept: loss.start(target, rows) };
    const longest = move.reduce((most, by) => Math.max(most, Math.abs(by)), 0);
    const share = Math.min(1, longestMove / longest);
    move.forEach((by, c) => {
      at[c] -= share * by;
    });
    if (longest < settled) break;
  }
  return { weights: [...at.subarray(0, size - 1)], intercept: at[size - 1] };
}

function scoresAt(
  columns: readonly Float64Array[],
  at: Float64Array,
  rows: Int32Array,
  length: number,
): Float64Array {
  const scores = new Float64Array(length);
  for (const i of rows) {
    let score = at[columns.length];
    for (let c = 0; c < columns.length; c++) score += at[c] * columns[c][i];
    scores[i] = score;
  }
  return scores;
}

/** Inverse curvature times slope, of the mean loss with its ridge. */
function newtonMove(
  columns: readonly Float64Array[],
  rows: Int32Array,
  { gradient, curvature }: Slopes,
  at: Float64Array,
): number[] {
  const size = columns.length + 1;
  const slope = new Float64Array(size);
  const bend = new Float64Array(size * size);
  const x = new Float64Array(size).fill(1);
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k];
    for (let c = 0; c < columns.length; c++) x[c] = columns[c][i];
    for (let a = 0; a < size; a++) {
      slope[a] += gradient[i] * x[a];
      const curved = curvature[i] * x[a];
      for (let b = 0; b <= a; b++) bend[a * size + b] += curved * x[b];
    }
  }
  const perRow = bend.map((sum, ab) => sum / rows.length + (ab % (size + 1) === 0 ? ridge : 0));
  return solveSymmetric(
    Array.from(slope, (_, a) => perRow.subarray(a * size, (a + 1) * size)),
    slope.map((sum, a) => sum / rows.length + ridge * at[a]),
  );
}
