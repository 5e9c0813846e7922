import { type Entry, family, ifHigh } from '../family.ts';
import sql from './deliveries.sql';

const entry = (name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
  name,
  means,
  unit,
  needs: ['orders.delivered_late'],
  group: 'delivery',
  reason,
});

/** Late deliveries, of orders at least 14 days old: that a delivery was late has no time of its own. */
export const deliveries = family(
  'deliveries',
  sql,
  ['orders'],
  [
    entry(
      'late_deliveries_90d',
      'orders of the last 90 days delivered late',
      'orders',
      ifHigh('Late deliveries in 90 days: {value}', 'count'),
    ),
    entry(
      'late_deliveries_share_365d',
      'share of the orders of 365 days delivered late',
      'share',
      ifHigh("{value} of a year's orders came late", 'percent'),
    ),
    entry(
      'last_delivery_late',
      'the last order (at least 14 days old) was delivered late (1) or not (0)',
      '0 or 1',
      ifHigh('The last delivery came late', 'count', 'most come on time'),
    ),
  ],
);
