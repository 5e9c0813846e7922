import { type Entry, family, ifHigh, ifLow } from '../family.ts';
import sql from './touches.sql';

const entry = (
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['touches.touched_at'],
): Entry => ({ name, means, unit, needs, group: 'touches', reason });

const optOut = ['touches.opted_out_at'];

/** Messages that reached the customer, and the wish for no more of them. */
export const touches = family(
  'touches',
  sql,
  ['touches'],
  [
    entry('touches_7d', 'messages in 7 days', 'messages', ifHigh('Messages in 7 days: {value}', 'count')),
    entry('touches_30d', 'messages in 30 days', 'messages', ifHigh('Messages in 30 days: {value}', 'count')),
    entry('touches_90d', 'messages in 90 days', 'messages', ifHigh('Messages in 90 days: {value}', 'count')),
    entry('touch_recency_days', 'time since the last message', 'days', null),
    entry(
      'touches_since_order',
      'messages since the last order (all, where there is none)',
      'messages',
      ifHigh('Messages since the last order: {value}', 'count'),
      ['touches.touched_at', 'orders.ordered_at'],
    ),
    entry(
      'touches_undelivered_90d',
      'messages of 90 days that did not arrive',
      'messages',
      ifHigh('Messages in 90 days that did not arrive: {value}', 'count'),
      ['touches.delivered'],
    ),
    entry(
      'touches_opened_share_365d',
      'share of the messages of 365 days that were opened (of those at least 14 days old)',
      'share',
      ifLow("{value} of a year's messages opened", 'percent'),
      ['touches.opened'],
    ),
    {
      ...entry(
        'opted_out',
        'has opted out of messages (1) or not (0)',
        '0 or 1',
        ifHigh('Has asked for no more messages', 'count', 'most have not'),
        optOut,
      ),
      group: 'contact',
    },
    {
      ...entry('opted_out_days', 'time since opting out', 'days', null, optOut),
      group: 'contact',
    },
  ],
);
