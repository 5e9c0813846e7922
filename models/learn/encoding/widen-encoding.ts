import { sortNumbers } from '../../numerics/sort-numbers.ts';
import type { FeatureColumn, FeatureTable } from '../../types.ts';
import { someKnown } from '../some-known.ts';
import { binCount, type EncodedFeature, type EncodedNumber, type Encoding, movedBy } from './encoding.ts';
import { quantileEdges } from './quantile-edges.ts';

/** An encoding with room for newer rows. */
export interface Widened {
  readonly encoding: Encoding;
  /** Where each row of the table that was learned stands in the wider one; rows between have learned nothing. */
  readonly rowOf: Int32Array;
}

/**
 * Gives a number bins beyond its last edge, where newer rows ask for one or more: of what grows with time, such as an age, all newest
 * rows are there, and count as the edge. A model whose new rows are 0 scores as before.
 * @param bins most bins of a number that the encoding was learned with
 */
export function widenEncoding(narrow: Encoding, table: FeatureTable, bins: number): Widened {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const rowOf = new Int32Array(narrow.tableRows);
  let tableRows = 0;
  const features = narrow.features.map((feature): EncodedFeature => {
    const beyond = edgesBeyond(feature, columns.get(feature.name), bins);
    const by = tableRows - feature.firstRow;
    for (let row = 0; row < feature.rowCount; row++) {
      const from = feature.firstRow + row;
      rowOf[from] = from + by + (from === feature.missingRow ? beyond.length : 0);
    }
    const rowCount = feature.rowCount + beyond.length;
    tableRows += rowCount;
    return beyond.length === 0 ? movedBy(feature, by) : wider(feature as EncodedNumber, by, beyond);
  });
  return { encoding: { features, tableRows }, rowOf };
}

/** A missing value's row stands behind the bins. */
function wider(feature: EncodedNumber, by: number, beyond: Float64Array): EncodedNumber {
  const { missingRow } = feature;
  return {
    ...feature,
    firstRow: feature.firstRow + by,
    rowCount: feature.rowCount + beyond.length,
    missingRow: missingRow < 0 ? missingRow : missingRow + by + beyond.length,
    edges: Float64Array.of(...feature.edges, ...beyond),
  };
}

function edgesBeyond(feature: EncodedFeature, column: FeatureColumn | undefined, bins: number): Float64Array {
  const none = new Float64Array();
  if (feature.kind !== 'number' || column?.kind !== 'number') return none;
  if (feature.rowCount === 0 || binCount(feature) === 0) return none;
  const known = someKnown(column.values);
  const last = feature.edges.at(-1)!;
  const beyond = sortNumbers(known.filter((value) => value > last));
  const asked = Math.round((bins * beyond.length) / known.length);
  if (asked === 0) return none;
  const edges = quantileEdges(beyond, asked);
  return edges.length > 1 ? edges.slice(1) : edges;
}
