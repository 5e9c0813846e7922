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
  const columns = Array.from(features, (f) => columnOf(histogram, binned, f));
  let at = 0;
  for (; at + 4 <= columns.length; at += 4) addFour(columns.slice(at, at + 4), rows, scratch);
  for (; at < columns.length; at++) addOne(columns[at], rows, scratch);
}

/** The bins of all rows in one feature, and its sums. */
interface Column {
  readonly bins: Uint8Array;
  readonly sums: Float64Array;
}

function columnOf(histogram: Histogram, { bins, rowCount }: BinnedRows, f: number): Column {
  const sums = histogram.subarray(f * histogramStride, (f + 1) * histogramStride).fill(0);
  return { bins: bins.subarray(f * rowCount, (f + 1) * rowCount), sums };
}

function addOne({ bins, sums }: Column, rows: Int32Array, scratch: Float64Array): void {
  for (let k = 0, s = 0; k < rows.length; k++, s += 2) {
    const at = bins[rows[k]] << 1;
    sums[at] += scratch[s];
    sums[at + 1] += scratch[s + 1];
  }
}

/** Four features at a time read each row once: nearly twice as fast, and every sum is the same to the last bit. */
function addFour(
  [{ bins: a, sums: ofA }, { bins: b, sums: ofB }, { bins: c, sums: ofC }, { bins: d, sums: ofD }]: Column[],
  rows: Int32Array,
  scratch: Float64Array,
): void {
  for (let k = 0, s = 0; k < rows.length; k++, s += 2) {
    const i = rows[k];
    const gradient = scratch[s];
    const curvature = scratch[s + 1];
    const atA = a[i] << 1;
    const atB = b[i] << 1;
    const atC = c[i] << 1;
    const atD = d[i] << 1;
    ofA[atA] += gradient;
    ofA[atA + 1] += curvature;
    ofB[atB] += gradient;
    ofB[atB + 1] += curvature;
    ofC[atC] += gradient;
    ofC[atC + 1] += curvature;
    ofD[atD] += gradient;
    ofD[atD + 1] += curvature;
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
