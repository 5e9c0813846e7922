import { distinctSorted } from '../distinct-sorted.ts';

/**
 * Edges that cut finite values into at most `bins` bins of about equal counts.
 *
 * A value that holds more than a bin's share of the rows (a spike at zero, say) becomes an edge of its own and the
 * rest is cut by quantiles. Few distinct values are all edges. A constant gives one edge: no bin.
 * @param sorted finite values in rising order
 */
export function quantileEdges(sorted: Float64Array, bins: number): Float64Array {
  const { values, counts } = distinctSorted(sorted);
  if (values.length <= bins + 1) return Float64Array.from(values);
  const share = sorted.length / bins;
  const spikes = values.filter((_, i) => counts[i] > share);
  const spiked = new Set(spikes);
  const rest = spikes.length ? sorted.filter((value) => !spiked.has(value)) : sorted;
  const edges = new Set([...spikes, ...quantiles(rest, Math.max(1, bins - spikes.length))]);
  return Float64Array.from(edges).sort();
}

function quantiles(sorted: Float64Array, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, i) => sorted[Math.round((i / bins) * (sorted.length - 1))]);
}
