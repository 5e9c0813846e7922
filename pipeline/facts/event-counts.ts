import sql from './event-counts.sql';
import { type Fact, ofSpine } from './fact.ts';

export const eventCounts: Fact = {
  name: 'event_counts',
  sql,
  reads: [],
  kept: 'table',
  columns: {
    ...ofSpine,
    within_days: 'smallest window that contains the events: 7, 30, 90, 180, 365 days; empty beyond',
    kind: 'feature or error; empty for the rest',
    channel: 'channel, within 90 days',
    days_back: 'whole days before the as-of date, within 30 days',
    feature: 'feature used, within 30 days',
    n: 'how many events',
    first_at: 'time of the first',
    last_at: 'time of the last',
  },
};
