import type { Records } from '../records.ts';
import sql from './reviews.sql';

/** Reviews and mentions in public. */
export const reviews: Records = {
  name: 'reviews',
  sql,
  source: 'reviews',
  splitBy: { platform: 'reviews.platform', place: 'reviews.place', language: 'reviews.language' },
  counts: 'flow',
};
