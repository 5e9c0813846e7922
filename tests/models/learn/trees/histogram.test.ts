import { describe, expect, it } from 'vitest';
import { missingBin } from '../../../../models/learn/trees/binning.ts';
import { emptyHistogram, fillHistogram, histogramStride } from '../../../../models/learn/trees/histogram.ts';
import { randomStream } from '../../../../models/numerics.ts';

const rowCount = 300;
const bins = 40;

/** Rows of so many features, some of them missing, and the rows that a node holds, in no order. */
function node(featureCount: number) {
  const random = randomStream(featureCount, 'histogram');
  const bin = () => (random.uniform() < 0.1 ? missingBin : random.integer(bins));
  const draw = () => Float64Array.from({ length: rowCount }, random.normal);
  const binned = {
    rowCount,
    featureCount,
    bins: Uint8Array.from({ length: featureCount * rowCount }, bin),
    binCounts: new Int32Array(featureCount).fill(bins),
    isCategory: new Uint8Array(featureCount),
  };
  const rows = Int32Array.from({ length: 500 }, () => random.integer(rowCount));
  return { binned, rows, slopes: { gradient: draw(), curvature: draw() } };
}

describe('a histogram', () => {
  it.each([1, 3, 4, 5, 8, 11])(
    'holds each bin’s sums in the order of the rows, %i features at once',
    (count) => {
      const { binned, rows, slopes } = node(count + 2);
      const features = Int32Array.from({ length: count }, (_, f) => f + 1);
      const histogram = emptyHistogram(count + 2).fill(7);
      const some = rows.subarray(20, 470);
      fillHistogram(histogram, { binned, features, slopes }, some, new Float64Array(2 * rows.length));
      const expected = new Float64Array(histogram.length).fill(7);
      for (const f of features) {
        const start = f * histogramStride;
        const missing = start + 2 * missingBin;
        expected.fill(0, start, start + 2 * bins).fill(0, missing, missing + 2);
        for (const i of some) {
          const at = f * histogramStride + 2 * binned.bins[f * rowCount + i]!;
          expected[at]! += slopes.gradient[i]!;
          expected[at + 1]! += slopes.curvature[i]!;
        }
      }
      expect(histogram).toEqual(expected);
    },
  );
});
