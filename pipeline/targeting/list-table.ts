import type { ListColumn } from '../../contracts/artefacts/list-columns.ts';
import type { Row, Scalar } from '../../contracts/ports/warehouse.ts';

export type ListName = 'at-risk' | 'win-back' | 'suppressed' | 'win-back-suppressed' | 'assignments';

/** A list as rows over the columns of its contract. */
export interface ListTable {
  readonly name: ListName;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly Row[];
}

/** Lays records onto a contract's columns; what a record has not is null, numbers are rounded for people. */
export function listTable(
  name: ListName,
  columns: readonly ListColumn[],
  records: readonly object[],
): ListTable {
  const rows = records.map((record) =>
    Object.fromEntries(
      columns.map((column) => [column.name, cell(column, (record as Record<string, unknown>)[column.name])]),
    ),
  );
  return { name, columns, rows };
}

const money = /^(clv|value_at_risk|priority|past_margin)/;

/** Decimals of a column: money 2, probabilities, shares and scores 4, whole numbers 0. */
export const decimalsOf = ({ name, type }: ListColumn): number =>
  type === 'integer' ? 0 : money.test(name) ? 2 : 4;

function cell(column: ListColumn, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? round(value, decimalsOf(column)) : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  throw new TypeError(`List column ${column.name} cannot hold a ${typeof value}`);
}

function round(value: number, decimals: number): number {
  const unit = 10 ** decimals;
  return Math.round(value * unit) / unit + 0; // + 0: no negative zero
}
