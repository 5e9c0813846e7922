import type { Records } from '../records.ts';
import sql from './attempts.sql';

export const attempts: Records = {
  name: 'attempts',
  sql,
  source: 'events',
  splitBy: { journey: 'events.journey', channel: 'events.channel' },
  counts: 'flow',
};
