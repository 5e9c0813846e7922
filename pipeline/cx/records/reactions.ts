import type { Records } from '../records.ts';
import { fillSlots } from './fill-slots.ts';
import { low } from './good-and-bad.ts';
import sql from './reactions.sql';

/** Bad answers with the time until somebody acted. */
export const reactions: Records = {
  name: 'reactions',
  sql: fillSlots(sql, { low }),
  splitBy: { journey: 'surveys.journey', channel: 'surveys.channel' },
  counts: 'flow',
};
