import { sortNumbers } from '../../numerics/sort-numbers.ts';
import type { FeatureTable, NumberColumn } from '../../types.ts';
import { someKnown } from '../some-known.ts';
import type { BinnedNumber, Binning } from './binning.ts';
import { evenCuts } from './even-cuts.ts';

/**
 * Parts what lies beyond a number's last cut, where it is more than a bin's share of newer rows: of what grows with time, such as an
 * age, all newest rows are there, and trees could not tell them apart. Trees that were grown send rows where they did: a bin
 * beyond the last one turns right, as that does.
 * @param bins most bins of a number that the binning was learned with
 */
export const widenBinning = ({ features }: Binning, table: FeatureTable, bins: number): Binning => {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return {
    features: features.map((feature) => {
      const column = columns.get(feature.name);
      return feature.kind === 'number' && column?.kind === 'number'
        ? widened(feature, column, bins)
        : feature;
    }),
  };
};

function widened(feature: BinnedNumber, { values }: NumberColumn, bins: number): BinnedNumber {
  const { cuts } = feature;
  if (cuts.length === 0) return feature;
  const known = someKnown(values);
  const beyond = sortNumbers(known.filter((value) => value >= cuts[cuts.length - 1]));
  const asked = Math.round((bins * beyond.length) / known.length);
  if (asked < 2) return feature;
  return { ...feature, cuts: Float64Array.of(...cuts, ...evenCuts(beyond, asked)) };
}
