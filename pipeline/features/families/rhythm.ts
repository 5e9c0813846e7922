import { type Entry, family, ifHigh } from '../family.ts';
import sql from './rhythm.sql';

const entry = (group: string, name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
  name,
  means,
  unit,
  needs: ['orders.ordered_at'],
  group,
  reason,
});

/** The customer's own rhythm of buying, known from the second order on. */
export const rhythm = family(
  'rhythm',
  sql,
  ['orders'],
  [
    entry(
      'rhythm',
      'order_gap_median_days',
      'median time between orders',
      'days',
      ifHigh('{value} between orders', 'days'),
    ),
    entry('rhythm', 'order_gap_spread', 'spread of the gaps: standard deviation over mean', 'ratio', null),
    entry(
      'rhythm',
      'order_gap_trend',
      'mean of the last three gaps relative to all (above 1: slower)',
      'ratio',
      ifHigh("Recent gaps between orders at {value} of the customer's mean", 'percent', 'others: {usual}'),
    ),
    entry(
      'recency',
      'order_overdue_ratio',
      'time since the last order relative to the mean gap (above 1: overdue)',
      'ratio',
      ifHigh("Time since the last order at {value} of the customer's mean gap", 'percent', 'others: {usual}'),
    ),
    entry(
      'recency',
      'order_overdue_days',
      'time since the last order beyond the longest gap ever (below 0: within it)',
      'days',
      ifHigh('{value} beyond the longest gap so far', 'days'),
    ),
  ],
);
