import { type Entry, family, ifAny, ifLow } from '../family.ts';
import sql from './channels.sql';

const entry = (name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
  name,
  means,
  unit,
  needs: ['orders.channel'],
  group: 'channel',
  reason,
});

/** Where a customer buys. */
export const channels = family(
  'channels',
  sql,
  ['orders'],
  [
    entry(
      'order_channels',
      'different channels bought through',
      'channels',
      ifLow('Channels bought through: {value}', 'count'),
    ),
    entry('order_channel_main_share', 'share of orders through the channel used most', 'share', null),
    {
      ...entry(
        'order_channel_last',
        'channel of the last order',
        '',
        ifAny('Last order by {value}', 'text', 'most buy by {usual}'),
      ),
      kind: 'category',
    },
  ],
);
