import type { Slopes } from '../losses/score-loss.ts';
import type { BinnedRows } from './bin-rows.ts';
import { missingBin } from './binning.ts';

/** Sums of gradient and curvature by feature and bin: [features × 256 × 2], of which the sampled features are filled. */
export type Histogram = Float64Array;

export const histogramStride = 512;

export const emptyHistogram = (features: number): Histogram => new Float64Array(features * histogramStride);

/** Fills the histogram of rows[from … to − 1], for the given features only. `scratch` holds two numbers a row. */
export function fillHistogram(
  histogram: Histogram,
  { bins, rowCount }: BinnedRows,
  features: Int32Array,
  rows: Int32Array,
  from: number,
  to: number,
  { gradient, curvature }: Slopes,
  scratch: Float64Array,
): void {
  for (let k = from, s = 0; k < to; k++, s += 2) {
    scratch[s] = gradient[rows[k]];
    scratch[s + 1] = curvature[rows[k]];
  }
  for (const f of features) {
    const column = bins.subarray(f * rowCount, (f + 1) * rowCount);
    const own = histogram.subarray(f * histogramStride, (f + 1) * histogramStride);
    own.fill(0);
    for (let k = from, s = 0; k < to; k++, s += 2) {
      const at = column[rows[k]] << 1;
      own[at] += scratch[s];
      own[at + 1] += scratch[s + 1];
    }
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
