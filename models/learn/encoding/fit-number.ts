import type { NumberColumn } from '../../types.ts';
import { someKnown } from '../some-known.ts';
import { type EncodedNumber, fewestRowsPerLevel } from './encoding.ts';
import { quantileEdges } from './quantile-edges.ts';

/** Learns a number's bins, median and missing row. Infinite values lie beyond the outer edges and set none. */
export function fitNumber(column: NumberColumn, bins: number, firstRow: number): EncodedNumber {
  const missing = column.values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const sorted = someKnown(column.values).sort();
  const edges = quantileEdges(sorted, bins);
  const inner = Math.max(0, edges.length - 1);
  const known = column.values.length - missing;
  const learnsMissing = missing >= fewestRowsPerLevel && known >= fewestRowsPerLevel;
  const usual = sorted.length ? sorted[sorted.length >> 1] : Number.NaN;
  return {
    kind: 'number',
    name: column.name,
    firstRow,
    rowCount: inner + (learnsMissing ? 1 : 0),
    missingRow: learnsMissing ? firstRow + inner : -1,
    edges,
    usual,
    reference: learnsMissing && missing > known ? Number.NaN : usual,
  };
}
