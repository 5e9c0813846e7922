import type { Records } from '../records.ts';
import sql from './cases.sql';

export const cases: Records = {
  name: 'cases',
  sql,
  source: 'tickets',
  splitBy: { reason: 'tickets.reason', channel: 'tickets.channel' },
  counts: 'flow',
};
