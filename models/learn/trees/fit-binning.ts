import { sortNumbers } from '../../numerics/sort-numbers.ts';
import type { CategoryColumn, FeatureTable, NumberColumn } from '../../types.ts';
import { fewestRowsPerLevel } from '../encoding/encoding.ts';
import { someKnown } from '../some-known.ts';
import { type BinnedCategory, type BinnedNumber, type Binning, missingBin } from './binning.ts';
import { evenCuts } from './even-cuts.ts';

/** One bin is left for rare levels and one for values not known. */
const mostLevels = missingBin - 1;

/** Learns the bins of a table of training rows. @param bins most bins of a number, 254 at most */
export const fitBinning = (table: FeatureTable, bins: number): Binning => ({
  features: table.columns.map((column) =>
    column.kind === 'number' ? binNumber(column, bins) : binCategory(column),
  ),
});

/** Infinite values fall into the outer bins and set no cut. */
function binNumber({ name, values }: NumberColumn, bins: number): BinnedNumber {
  return { kind: 'number', name, cuts: evenCuts(sortNumbers(someKnown(values)), bins) };
}

function binCategory({ name, codes, levels }: CategoryColumn): BinnedCategory {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  const seen = Array.from(counts.keys()).filter((code) => counts[code] > 0);
  seen.sort((a, b) => counts[b] - counts[a] || (levels[a] < levels[b] ? -1 : 1));
  const own = seen.filter((code) => counts[code] >= fewestRowsPerLevel).slice(0, mostLevels);
  const otherBin = own.length < seen.length ? own.length : missingBin;
  return { kind: 'category', name, levels: own.map((code) => levels[code]), otherBin };
}
