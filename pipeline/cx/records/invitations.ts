import type { Records } from '../records.ts';
import { fillSlots } from './fill-slots.ts';
import sql from './invitations.sql';
import { surveysSent } from './surveys-sent.ts';

export const invitations: Records = {
  name: 'invitations',
  sql: fillSlots(sql, { sent: surveysSent }),
  source: 'surveys',
  splitBy: { survey: 'surveys.kind', journey: 'surveys.journey', channel: 'surveys.channel' },
  counts: 'flow',
};
