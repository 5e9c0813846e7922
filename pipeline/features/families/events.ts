import { type Entry, family, ifAny, ifHigh, ifLow } from '../family.ts';
import sql from './events.sql';

const entry =
  (group: string, needs: readonly string[]) =>
  (name: string, means: string, unit: string, reason: Entry['reason']): Entry => ({
    name,
    means,
    unit,
    needs,
    group,
    reason,
  });

const activity = entry('activity', ['events.happened_at']);
const use = entry('usage', ['events.kind']);
const error = entry('errors', ['events.kind']);

/** What customers do in the shop or the product: activity, use of features, errors met. */
export const events = family(
  'events',
  sql,
  ['events'],
  [
    activity(
      'event_recency_days',
      'time since the last activity',
      'days',
      ifHigh('Last activity {value} ago', 'days'),
    ),
    activity('events_7d', 'events in 7 days', 'events', ifLow('Actions in 7 days: {value}', 'count')),
    activity('events_30d', 'events in 30 days', 'events', ifLow('Actions in 30 days: {value}', 'count')),
    activity('events_90d', 'events in 90 days', 'events', ifLow('Actions in 90 days: {value}', 'count')),
    activity('events_365d', 'events in 365 days', 'events', ifLow('Actions in a year: {value}', 'count')),
    activity(
      'active_days_30d',
      'days with an event in 30 days',
      'days',
      ifLow('Days active out of 30: {value}', 'count'),
    ),
    activity(
      'events_7d_to_30d',
      'pace of events in 7 days relative to 30 days (1: the same pace)',
      'ratio',
      ifLow("Activity of the last 7 days at {value} of the 30 days' pace", 'percent'),
    ),
    activity(
      'events_30d_to_90d',
      'pace of events in 30 days relative to 90 days (1: the same pace)',
      'ratio',
      ifLow("Activity of the last 30 days at {value} of the 90 days' pace", 'percent'),
    ),
    activity(
      'events_90d_to_365d',
      'pace of events in 90 days relative to 365 days (1: the same pace)',
      'ratio',
      ifLow("Activity of the last 90 days at {value} of the year's pace", 'percent'),
    ),
    activity(
      'events_change_90d',
      'events in the last 90 days minus those in the 90 days before',
      'events',
      ifLow('Change in activity from one 90 days to the next: {value}', 'count'),
    ),
    {
      ...entry('channel', ['events.channel'])(
        'event_channel_main',
        'channel used most in 90 days',
        '',
        ifAny('Uses mostly {value}', 'text', 'most use {usual}'),
      ),
      kind: 'category',
    },
    use(
      'feature_uses_30d',
      'uses of features in 30 days',
      'uses',
      ifLow('Uses of features in 30 days: {value}', 'count'),
    ),
    use(
      'feature_uses_30d_to_90d',
      'pace of uses in 30 days relative to 90 days (1: the same pace)',
      'ratio',
      ifLow("Use of features in 30 days at {value} of the 90 days' pace", 'percent'),
    ),
    entry('usage', ['events.name'])(
      'features_used_30d',
      'different features used in 30 days',
      'features',
      ifLow('Different features used in 30 days: {value}', 'count'),
    ),
    use(
      'feature_recency_days',
      'time since a feature was last used',
      'days',
      ifHigh('Features last used {value} ago', 'days'),
    ),
    error('errors_7d', 'errors met in 7 days', 'errors', ifHigh('Errors met in 7 days: {value}', 'count')),
    error('errors_30d', 'errors met in 30 days', 'errors', ifHigh('Errors met in 30 days: {value}', 'count')),
    error('errors_90d', 'errors met in 90 days', 'errors', ifHigh('Errors met in 90 days: {value}', 'count')),
    error(
      'errors_share_30d',
      'share of the events of 30 days that were errors',
      'share',
      ifHigh("{value} of 30 days' actions ended in an error", 'percent'),
    ),
    error('error_recency_days', 'time since the last error', 'days', ifLow('Last error {value} ago', 'days')),
  ],
);
