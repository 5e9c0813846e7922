import type { Histories } from '../../models/buying.ts';
import type { FeatureTable } from '../../models/types.ts';
import { numbersOf } from './numbers-of.ts';

/** The features that a purchase history is made of. */
export const historyFeatures = ['orders_total', 'first_order_days', 'order_recency_days'] as const;

/** Purchase histories in whole days, and the row of the table that each stands at. */
export interface RowHistories extends Histories {
  readonly row: Int32Array;
}

/**
 * The purchase histories that some rows of a table tell of, of those with an order; null where the table has no orders. Orders
 * of one day are one purchase, but features count orders: there are at most as many repeats as days until the last.
 */
export function purchaseHistories(table: FeatureTable, rows: Int32Array): RowHistories | null {
  const [orders, first, recency] = historyFeatures.map((name) => numbersOf(table, name));
  if (!orders || !first || !recency) return null;
  const row = rows.filter((i) => orders[i]! >= 1 && first[i]! >= recency[i]!);
  const lastAt = Float64Array.from(row, (i) => Math.round(first[i]!) - Math.round(recency[i]!));
  return {
    row,
    repeats: Float64Array.from(row, (i, at) => Math.min(orders[i]! - 1, lastAt[at]!)),
    lastAt,
    age: Float64Array.from(row, (i) => Math.round(first[i]!)),
  };
}
