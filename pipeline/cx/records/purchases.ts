import type { Records } from '../records.ts';
import sql from './purchases.sql';

export const purchases: Records = {
  name: 'purchases',
  sql,
  source: 'orders',
  splitBy: { channel: 'orders.channel' },
  counts: 'flow',
};
