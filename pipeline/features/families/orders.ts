import { type Entry, family, ifHigh, ifLow } from '../family.ts';
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

/** Recency, frequency and money. Only sales count as orders; refunds are a family of their own. */
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
      ifHigh('Last order {value} ago', 'days'),
    ),
    entry('tenure', 'first_order_days', 'time since the first order', 'days', null),
    entry('frequency', 'orders_total', 'orders so far', 'orders', ifLow('{value} orders so far', 'count')),
    entry(
      'frequency',
      'orders_7d',
      'orders in the last 7 days',
      'orders',
      ifLow('{value} orders in 7 days', 'count'),
    ),
    entry(
      'frequency',
      'orders_30d',
      'orders in the last 30 days',
      'orders',
      ifLow('{value} orders in 30 days', 'count'),
    ),
    entry(
      'frequency',
      'orders_90d',
      'orders in the last 90 days',
      'orders',
      ifLow('{value} orders in 90 days', 'count'),
    ),
    entry(
      'frequency',
      'orders_365d',
      'orders in the last 365 days',
      'orders',
      ifLow('{value} orders in a year', 'count'),
    ),
    entry(
      'order_trend',
      'orders_change_90d',
      'orders in the last 90 days less those in the 90 days before',
      'orders',
      ifLow('Change in orders from one 90 days to the next: {value}', 'count'),
    ),
    entry(
      'order_trend',
      'orders_30d_to_90d',
      'pace of orders in 30 days relative to 90 days (1: the same pace)',
      'ratio',
      ifLow('Orders of the last month at {value} of the quarter’s pace', 'percent'),
    ),
    entry(
      'order_trend',
      'orders_90d_to_365d',
      'pace of orders in 90 days relative to 365 days (1: the same pace)',
      'ratio',
      ifLow('Orders of the last quarter at {value} of the year’s pace', 'percent'),
    ),
    entry(
      'spend',
      'revenue_total',
      'revenue of orders so far, refunds not taken off',
      'money',
      ifLow('{value} spent so far', 'money'),
      money,
    ),
    entry(
      'spend',
      'revenue_365d',
      'revenue of orders in 365 days, refunds not taken off',
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
      'revenue of the last order relative to the customer’s mean',
      'ratio',
      ifLow('Last order at {value} of the customer’s own mean', 'percent'),
      money,
    ),
    entry('basket', 'largest_order_amount', 'revenue of the largest order', 'money', null, money),
    entry(
      'basket',
      'units_per_order',
      'mean units in an order',
      'units',
      ifLow('{value} units an order', 'number'),
      ['orders.quantity'],
    ),
  ],
);
