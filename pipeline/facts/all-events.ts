import sql from './all-events.sql';
import type { Fact } from './fact.ts';

export const allEvents: Fact = {
  name: 'all_events',
  sql,
  reads: ['events'],
  kept: 'inline',
  columns: {
    customer_id: 'who did it',
    happened_at: 'when',
    kind: 'view, feature, error, step…',
    name: 'page, feature, error or step',
    journey: 'journey the step belongs to',
    journey_id: 'the attempt at a journey',
    outcome: 'how the step ended',
    channel: 'web, app…',
  },
};
