import type { Records } from '../records.ts';
import sql from './lines.sql';

export const lines: Records = {
  name: 'lines',
  sql,
  source: 'orders',
  splitBy: { category: 'orders.category', channel: 'orders.channel' },
  counts: 'flow',
};
