import type { Records } from '../records.ts';
import sql from './invitations.sql';

export const invitations: Records = {
  name: 'invitations',
  sql,
  source: 'surveys',
  splitBy: { survey: 'surveys.kind', journey: 'surveys.journey', channel: 'surveys.channel' },
  counts: 'flow',
};
