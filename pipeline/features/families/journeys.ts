import { type Entry, family, ifHigh, ifLow } from '../family.ts';
import sql from './journeys.sql';

const entry = (
  name: string,
  means: string,
  unit: string,
  reason: Entry['reason'],
  needs: readonly string[] = ['events.journey_id', 'events.outcome'],
): Entry => ({ name, means, unit, needs, group: 'journeys', reason });

/** Attempts at journeys such as a checkout: finished, broken off, failed on the way. */
export const journeys = family(
  'journeys',
  sql,
  ['events'],
  [
    entry('journeys_90d', 'journeys begun in 90 days', 'journeys', null, ['events.journey_id']),
    entry(
      'journeys_broken_off_30d',
      'journeys abandoned in 30 days',
      'journeys',
      ifHigh('Journeys broken off in 30 days: {value}', 'count'),
    ),
    entry(
      'journeys_broken_off_90d',
      'journeys abandoned in 90 days',
      'journeys',
      ifHigh('Journeys broken off in 90 days: {value}', 'count'),
    ),
    entry(
      'journeys_completed_share_90d',
      'share of the journeys of 90 days that were completed',
      'share',
      ifLow('{value} of the journeys of 90 days completed', 'percent'),
    ),
    entry(
      'journey_failures_90d',
      'failed steps in journeys of 90 days',
      'steps',
      ifHigh('Failed steps in 90 days: {value}', 'count'),
    ),
  ],
);
