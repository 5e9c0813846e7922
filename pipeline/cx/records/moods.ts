import type { Records } from '../records.ts';
import { fillSlots } from './fill-slots.ts';
import { high, low } from './good-and-bad.ts';
import sql from './moods.sql';

/** Good and bad answers with what the customers brought afterwards. */
export const moods: Records = {
  name: 'moods',
  sql: fillSlots(sql, { low, high }),
  splitBy: { journey: 'surveys.journey', channel: 'surveys.channel' },
  counts: 'flow',
};
