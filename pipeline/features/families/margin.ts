import { type Entry, family, ifHigh, ifLow } from '../family.ts';
import sql from './margin.sql';

const entry = (
  group: string,
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['orders.amount'],
): Entry => ({ name, means, unit, needs, group, reason });

const refunds = ['orders.kind'];

/** Margin net of refunds (revenue where the config maps no margin), and the refunds themselves. */
export const margin = family(
  'margin',
  sql,
  ['orders'],
  [
    entry(
      'spend',
      'margin_30d',
      'margin net of refunds in 30 days',
      'money',
      ifLow('Brought {value} in 30 days', 'money'),
    ),
    entry(
      'spend',
      'margin_90d',
      'margin net of refunds in 90 days',
      'money',
      ifLow('Brought {value} in 90 days', 'money'),
    ),
    entry(
      'spend',
      'margin_365d',
      'margin net of refunds in 365 days',
      'money',
      ifLow('Brought {value} in a year', 'money'),
    ),
    entry(
      'spend',
      'margin_change_90d',
      'margin in the last 90 days minus that in the 90 days before',
      'money',
      ifLow('Change in what was brought, from one 90 days to the next: {value}', 'money'),
    ),
    entry('basket', 'margin_rate_365d', 'margin over revenue of orders in 365 days', 'share', null, [
      'orders.margin',
    ]),
    entry(
      'refunds',
      'refunds_90d',
      'refunds in 90 days',
      'refunds',
      ifHigh('Refunds in 90 days: {value}', 'count'),
      refunds,
    ),
    entry(
      'refunds',
      'refunds_365d',
      'refunds in 365 days',
      'refunds',
      ifHigh('Refunds in a year: {value}', 'count'),
      refunds,
    ),
    entry(
      'refunds',
      'refunded_365d',
      'amount refunded in 365 days',
      'money',
      ifHigh('{value} refunded in a year', 'money'),
      refunds,
    ),
    entry(
      'refunds',
      'refunded_share_365d',
      'amount refunded over revenue in 365 days',
      'share',
      ifHigh("{value} of a year's orders refunded", 'percent'),
      refunds,
    ),
    entry(
      'refunds',
      'refund_recency_days',
      'time since the last refund',
      'days',
      ifLow('Last refund {value} ago', 'days'),
      refunds,
    ),
  ],
);
