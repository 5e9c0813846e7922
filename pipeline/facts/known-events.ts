import { type Fact, ofSpine } from './fact.ts';
import sql from './known-events.sql';

export const knownEvents: Fact = {
  name: 'known_events',
  sql,
  reads: ['events'],
  kept: 'inline',
  columns: {
    ...ofSpine,
    as_of_at: 'first instant of the as-of date',
    since_7: '7 days before it, at the start of a day',
    since_30: '30 days before it, at the start of a day',
    since_90: '90 days before it, at the start of a day',
    since_180: '180 days before it, at the start of a day',
    since_365: '365 days before it, at the start of a day',
    happened_at: 'when',
    kind: 'view, feature, error, step…',
    name: 'page, feature, error or step',
    channel: 'web, app…',
    journey_id: 'the attempt at a journey',
    outcome: 'how the step ended',
  },
};
