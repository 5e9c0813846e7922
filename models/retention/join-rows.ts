import { ModelDataError } from '../errors.ts';
import type { CategoryColumn, FeatureColumn, LearningSet, NumberColumn } from '../types.ts';

/**
 * The rows of two sets, the first set's before the second's, with the first set's columns. The customers of the second
 * count as others: each set numbers its own. Columns that follow each other in memory, as views of one matrix, are not copied.
 * @throws ModelDataError naming a column that the second lacks or has of another kind
 */
export function joinRows(first: LearningSet, second: LearningSet): LearningSet {
  const others = new Map(second.table.columns.map((column) => [column.name, column]));
  const past = first.customer.reduce((most, c) => Math.max(most, c), -1) + 1;
  return {
    table: {
      rowCount: first.table.rowCount + second.table.rowCount,
      columns: first.table.columns.map((column) => joinColumn(column, others.get(column.name))),
    },
    churned: joinNumbers(first.churned, second.churned),
    value: joinNumbers(first.value, second.value),
    customer: joinWhole(
      first.customer,
      second.customer.map((c) => c + past),
    ),
    asOf: joinWhole(first.asOf, second.asOf),
  };
}

function joinColumn(column: FeatureColumn, other: FeatureColumn | undefined): FeatureColumn {
  if (column.kind === 'number' && other?.kind === 'number') return joinNumberColumns(column, other);
  if (column.kind === 'category' && other?.kind === 'category') return joinCategories(column, other);
  throw new ModelDataError(
    `The later rows have no ${column.kind} column "${column.name}", which the training rows have.`,
  );
}

const joinNumberColumns = (column: NumberColumn, other: NumberColumn): NumberColumn => ({
  ...column,
  values: joinNumbers(column.values, other.values),
});

function joinCategories(column: CategoryColumn, other: CategoryColumn): CategoryColumn {
  if (column.levels === other.levels) return { ...column, codes: joinWhole(column.codes, other.codes) };
  const levels = [...new Set([...column.levels, ...other.levels])].sort();
  const place = new Map(levels.map((level, code) => [level, code]));
  const recoded = ({ codes, levels: own }: CategoryColumn) =>
    codes.map((code) => (code < 0 ? -1 : place.get(own[code])!));
  return { ...column, codes: joinWhole(recoded(column), recoded(other)), levels };
}

function joinNumbers(a: Float64Array, b: Float64Array): Float64Array {
  if (follows(a, b)) return new Float64Array(a.buffer, a.byteOffset, a.length + b.length);
  const joined = new Float64Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function joinWhole(a: Int32Array, b: Int32Array): Int32Array {
  if (follows(a, b)) return new Int32Array(a.buffer, a.byteOffset, a.length + b.length);
  const joined = new Int32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** Whether the second stands right behind the first in the same memory. */
const follows = (a: Float64Array | Int32Array, b: Float64Array | Int32Array): boolean =>
  a.buffer === b.buffer && a.byteOffset + a.byteLength === b.byteOffset;
