import { sortNumbers } from '../../numerics/sort-numbers.ts';
import type { NumberColumn } from '../../types.ts';
import { someKnown } from '../some-known.ts';
import { type EncodedNumber, fewestRowsPerLevel } from './encoding.ts';
import { quantileEdges } from './quantile-edges.ts';

interface NumberFit {
  /** Most bins. */
  readonly bins: number;
  /** The rows that say what is usual; all where left out. */
  readonly typical?: Int32Array | undefined;
}

/** Learns a number's bins, median and missing row. Infinite values lie beyond the outer edges and set none. */
export function fitNumber(
  column: NumberColumn,
  { bins, typical }: NumberFit,
  firstRow: number,
): EncodedNumber {
  const missing = missingAmong(column.values);
  const sorted = sortNumbers(someKnown(column.values));
  const edges = quantileEdges(sorted, bins);
  const inner = Math.max(0, edges.length - 1);
  const known = column.values.length - missing;
  const learnsMissing = missing >= fewestRowsPerLevel && known >= fewestRowsPerLevel;
  const theirs = typical ? valuesAt(column.values, typical) : column.values;
  const own = typical ? sortNumbers(someKnown(theirs)) : sorted;
  const usual = medianOf(own.length > 0 ? own : sorted);
  return {
    kind: 'number',
    name: column.name,
    firstRow,
    rowCount: inner + (learnsMissing ? 1 : 0),
    missingRow: learnsMissing ? firstRow + inner : -1,
    edges,
    usual,
    reference: learnsMissing && 2 * missingAmong(theirs) > theirs.length ? Number.NaN : usual,
  };
}

/** `Float64Array.from` with a function takes several times as long. */
function valuesAt(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return taken;
}

function missingAmong(values: Float64Array): number {
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) missing++;
  return missing;
}

const medianOf = (sorted: Float64Array): number =>
  sorted.length > 0 ? sorted[sorted.length >> 1] : Number.NaN;
