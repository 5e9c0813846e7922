import type { Records } from '../records.ts';
import sql from './loyalties.sql';

/** Answers on loyalty, the three questions together. */
export const loyalties: Records = {
  name: 'loyalties',
  sql,
  splitBy: { journey: 'surveys.journey', channel: 'surveys.channel' },
  counts: 'flow',
};
