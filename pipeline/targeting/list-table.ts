import type { ListColumn } from '../../contracts/artefacts/list-columns.ts';
import type { Row, Scalar } from '../../contracts/ports/warehouse.ts';

/** Lists beside those of the campaigns. */
export type BesideName = 'to-tell' | 'promoters' | 'newcomers';

export type ListName =
  | BesideName
  | `${BesideName}-suppressed`
  | 'escalations'
  | 'do-not-contact'
  | 'at-risk'
  | 'win-back'
  | 'suppressed'
  | 'win-back-suppressed'
  | 'changes'
  | 'assignments';

/** Rows that can be gone through as often as needed. */
export interface Rows extends Iterable<Row> {
  readonly length: number;
}

/** A list as rows over the columns of its contract. Those of a long list need not all be in memory. */
export interface ListTable<Held extends Rows = readonly Row[]> {
  readonly name: ListName;
  readonly columns: readonly ListColumn[];
  readonly rows: Held;
}

/** Puts records into a contract's columns; what a record lacks is null, numbers are rounded for people. */
export function listTable(
  name: ListName,
  columns: readonly ListColumn[],
  records: readonly object[],
): ListTable {
  return { name, columns, rows: records.map((record) => rowOf(columns, record)) };
}

/** The same of records that are made as they are asked for, so many of them. */
export function longListTable(
  name: ListName,
  columns: readonly ListColumn[],
  records: Iterable<object> & { readonly length: number },
): ListTable<Rows> {
  const rows = {
    length: records.length,
    *[Symbol.iterator]() {
      for (const record of records) yield rowOf(columns, record);
    },
  };
  return { name, columns, rows };
}

const rowOf = (columns: readonly ListColumn[], record: object): Row =>
  Object.fromEntries(
    columns.map((column) => [column.name, cell(column, (record as Record<string, unknown>)[column.name])]),
  );

const money = /^(clv|value_at_risk|priority|past_margin|expected_)/;

/**
 * Decimals of a column: money 2, P(churn) 6, since it is multiplied by money; shares, scores and costs 4, since budgets add
 * up what messages cost that go for less than a cent; whole numbers 0.
 */
export const decimalsOf = ({ name, type }: Pick<ListColumn, 'name' | 'type'>): number => {
  if (type === 'integer') return 0;
  if (money.test(name)) return 2;
  return name.startsWith('churn') ? 6 : 4;
};

interface Valued {
  readonly churn: number | null;
  readonly clv: number;
  readonly clv_if_kept: number;
  readonly clv_if_lost: number;
  readonly value_at_risk: number | null;
}

/**
 * Whoever multiplies what the row shows, (1 − churn) × clv_if_kept + churn × clv_if_lost, comes to the CLV that it shows, to the
 * cent, and by churn × (clv_if_kept − clv_if_lost) to the value at risk.
 */
export function agreeing<Customer extends Valued>(customer: Customer): Customer {
  if (customer.churn === null) return customer;
  const kept = round(customer.clv_if_kept, 2);
  const lost = round(customer.clv_if_lost, 2);
  const churn = round(customer.churn, 6);
  return { ...customer, clv: (1 - churn) * kept + churn * lost, value_at_risk: churn * (kept - lost) };
}

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
