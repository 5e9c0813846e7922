import type { Slopes } from '../losses/score-loss.ts';
import type { BinnedRows } from './bin-rows.ts';
import { missingBin } from './binning.ts';

/** Sums of gradient and curvature by feature and bin: [features × 256 × 2], of which the sampled features are filled. */
export type Histogram = Float64Array;

export const histogramStride = 512;

export const emptyHistogram = (features: number): Histogram => new Float64Array(features * histogramStride);

/** What a tree grows on. */
export interface Grounds {
  readonly binned: BinnedRows;
  /** Those that splits may ask about. */
  readonly features: Int32Array;
  readonly slopes: Slopes;
}

/** Fills the histogram of some rows, for the sampled features only. `scratch` holds two numbers a row. */
export function fillHistogram(
  histogram: Histogram,
  { binned, features, slopes: { gradient, curvature } }: Grounds,
  rows: Int32Array,
  scratch: Float64Array,
): void {
  for (let k = 0, s = 0; k < rows.length; k++, s += 2) {
    scratch[s] = gradient[rows[k]];
    scratch[s + 1] = curvature[rows[k]];
  }
  for (const f of features) clear(histogram, binned, f);
  let at = 0;
  for (; at + 4 <= features.length; at += 4)
    addFour(histogram, binned, features.subarray(at, at + 4), { rows, scratch });
  for (; at < features.length; at++) addOne(histogram, binned, features[at], { rows, scratch });
}

/** Rows of a node, and their slopes one after the other. */
interface NodeRows {
  readonly rows: Int32Array;
  readonly scratch: Float64Array;
}

/** Only bins that a feature has are ever read. */
function clear(histogram: Histogram, { binCounts }: BinnedRows, f: number): void {
  const start = f * histogramStride;
  const missing = start + 2 * missingBin;
  histogram.fill(0, start, start + 2 * binCounts[f]).fill(0, missing, missing + 2);
}

function addOne(
  sums: Histogram,
  { bins, rowCount }: BinnedRows,
  f: number,
  { rows, scratch }: NodeRows,
): void {
  const column = f * rowCount;
  const start = f * histogramStride;
  for (let k = 0, s = 0; k < rows.length; k++, s += 2) {
    const at = start + (bins[column + rows[k]] << 1);
    sums[at] += scratch[s];
    sums[at + 1] += scratch[s + 1];
  }
}

/** Four features at a time read each row once: nearly twice as fast, and every sum is the same to the last bit. */
function addFour(
  sums: Histogram,
  { bins, rowCount }: BinnedRows,
  [a, b, c, d]: Int32Array,
  { rows, scratch }: NodeRows,
): void {
  const [columnA, columnB, columnC, columnD] = [a * rowCount, b * rowCount, c * rowCount, d * rowCount];
  const [ofA, ofB, ofC, ofD] = [a, b, c, d].map((f) => f * histogramStride);
  for (let k = 0, s = 0; k < rows.length; k++, s += 2) {
    const i = rows[k];
    const gradient = scratch[s];
    const curvature = scratch[s + 1];
    const atA = ofA + (bins[columnA + i] << 1);
    const atB = ofB + (bins[columnB + i] << 1);
    const atC = ofC + (bins[columnC + i] << 1);
    const atD = ofD + (bins[columnD + i] << 1);
    sums[atA] += gradient;
    sums[atA + 1] += curvature;
    sums[atB] += gradient;
    sums[atB + 1] += curvature;
    sums[atC] += gradient;
    sums[atC + 1] += curvature;
    sums[atD] += gradient;
    sums[atD + 1] += curvature;
  }
}

/** Takes one child's sums from its parent's, which leaves the other child's: half of the rows need no visit. */
export function subtractHistogram(
  parent: Histogram,
  child: Histogram,
  { binCounts }: BinnedRows,
  features: Int32Array,
): void {
  for (const f of features) {
    const start = f * histogramStride;
    const end = start + 2 * binCounts[f];
    for (let at = start; at < end; at++) parent[at] -= child[at];
    const missing = start + 2 * missingBin;
    parent[missing] -= child[missing];
    parent[missing + 1] -= child[missing + 1];
  }
}
