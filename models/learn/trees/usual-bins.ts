import type { BinnedRows } from './bin-rows.ts';
import { missingBin } from './binning.ts';

/** The usual row: a number's median bin, a category's most frequent one, not known where most are not. */
export function usualBins({ bins, rowCount, featureCount, isCategory }: BinnedRows): Uint8Array {
  return Uint8Array.from({ length: featureCount }, (_, f) => {
    const counts = new Int32Array(missingBin + 1);
    for (const bin of bins.subarray(f * rowCount, (f + 1) * rowCount)) counts[bin]++;
    if (isCategory[f]) return counts.indexOf(counts.reduce((most, n) => Math.max(most, n), 0));
    return 2 * counts[missingBin] > rowCount ? missingBin : medianBin(counts);
  });
}

function medianBin(counts: Int32Array): number {
  const known = counts.reduce((sum, n, bin) => (bin === missingBin ? sum : sum + n), 0);
  let below = 0;
  for (let bin = 0; bin < missingBin; bin++) {
    below += counts[bin];
    if (2 * below >= known && below > 0) return bin;
  }
  return missingBin;
}
