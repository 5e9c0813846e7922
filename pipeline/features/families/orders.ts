import { beside, type Entry, family, ifHigh, ifLow } from '../family.ts';
import sql from './orders.sql';

const entry = (
  group: string,
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['orders.ordered_at'],
): Entry => ({ name, means, unit, needs, group, reason });

const money = ['orders.amount'];

/** Recency, frequency and money. Only sales count as orders; refunds are part of another family. */
export const orders = family(
  'orders',
  sql,
  ['orders'],
  [
    entry(
      'recency',
      'order_recency_days',
      'time since the last order',
      'days',
      beside(ifHigh('No order for {value}', 'days'), {
        feature: 'order_gap_median_days',
        backedBy: 'order_gap_spread', // known from two gaps on
        says: 'usually orders every {own}',
      }),
    ),
    entry('tenure', 'first_order_days', 'time since the first order', 'days', null),
    entry('orders', 'orders_total', 'orders so far', 'orders', ifLow('Orders so far: {value}', 'count')),
    entry(
      'orders',
      'orders_7d',
      'orders in the last 7 days',
      'orders',
      ifLow('Orders in 7 days: {value}', 'count'),
    ),
    entry(
      'orders',
      'orders_30d',
      'orders in the last 30 days',
      'orders',
      ifLow('Orders in 30 days: {value}', 'count'),
    ),
    entry(
      'orders',
      'orders_90d',
      'orders in the last 90 days',
      'orders',
      ifLow('Orders in 90 days: {value}', 'count'),
    ),
    entry(
      'orders',
      'orders_365d',
      'orders in the last 365 days',
      'orders',
      ifLow('Orders in a year: {value}', 'count'),
    ),
    entry(
      'orders',
      'orders_change_90d',
      'orders in the last 90 days minus those in the 90 days before',
      'orders',
      ifLow('Change in orders from one 90 days to the next: {value}', 'count'),
    ),
    entry(
      'orders',
      'orders_30d_to_90d',
      'pace of orders in 30 days relative to 90 days (1: the same pace)',
      'ratio',
      ifLow("Orders of the last 30 days at {value} of the 90 days' pace", 'percent'),
    ),
    entry(
      'orders',
      'orders_90d_to_365d',
      'pace of orders in 90 days relative to 365 days (1: the same pace)',
      'ratio',
      ifLow("Orders of the last 90 days at {value} of the year's pace", 'percent'),
    ),
    entry(
      'season',
      'orders_season_ahead',
      'orders a year ago in the 90 days that are now ahead; not known in the first year',
      'orders',
      ifLow('Orders a year ago in the season ahead: {value}', 'count'),
    ),
    entry(
      'spend',
      'revenue_365d',
      'revenue of orders in 365 days, before refunds',
      'money',
      ifLow('{value} spent in a year', 'money'),
      money,
    ),
    entry(
      'basket',
      'revenue_per_order',
      'mean revenue of an order',
      'money',
      ifLow('{value} an order', 'money'),
      money,
    ),
    entry(
      'basket',
      'margin_per_order',
      'mean margin of an order (revenue where no margin is known)',
      'money',
      null,
      money,
    ),
    entry(
      'basket',
      'last_order_amount',
      'revenue of the last order',
      'money',
      ifLow('Last order of {value}', 'money'),
      money,
    ),
    entry(
      'basket',
      'last_order_to_usual',
      "revenue of the last order relative to the customer's mean",
      'ratio',
      ifLow("Last order at {value} of the customer's own mean", 'percent', 'others: {usual}'),
      money,
    ),
    entry(
      'basket',
      'units_per_order',
      'mean units in an order',
      'units',
      ifLow('Units an order: {value}', 'number'),
      ['orders.quantity'],
    ),
  ],
);
