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
const named = entry('usage', ['events.name']);
const error = entry('errors', ['events.kind']);
const channel = entry('channel', ['events.channel']);

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
    activity('events_7d', 'events in 7 days', 'events', ifLow('{value} actions in 7 days', 'count')),
    activity('events_30d', 'events in 30 days', 'events', ifLow('{value} actions in 30 days', 'count')),
    activity('events_90d', 'events in 90 days', 'events', ifLow('{value} actions in 90 days', 'count')),
    activity('events_365d', 'events in 365 days', 'events', ifLow('{value} actions in a year', 'count')),
    activity(
      'active_days_7d',
      'days with an event in 7 days',
      'days',
      ifLow('Active on {value} of 7 days', 'count'),
    ),
    activity(
      'active_days_30d',
      'days with an event in 30 days',
      'days',
      ifLow('Active on {value} of 30 days', 'count'),
    ),
    activity(
      'active_days_90d',
      'days with an event in 90 days',
      'days',
      ifLow('Active on {value} of 90 days', 'count'),
    ),
    activity(
      'events_7d_to_30d',
      'pace of events in 7 days relative to 30 days (1: the same pace)',
      'ratio',
      ifLow('Activity of the last week at {value} of the month’s pace', 'percent'),
    ),
    activity(
      'events_30d_to_90d',
      'pace of events in 30 days relative to 90 days (1: the same pace)',
      'ratio',
      ifLow('Activity of the last month at {value} of the quarter’s pace', 'percent'),
    ),
    activity(
      'events_90d_to_365d',
      'pace of events in 90 days relative to 365 days (1: the same pace)',
      'ratio',
      ifLow('Activity of the last quarter at {value} of the year’s pace', 'percent'),
    ),
    activity(
      'events_change_90d',
      'events in the last 90 days less those in the 90 days before',
      'events',
      ifLow('Change in activity from one 90 days to the next: {value}', 'count'),
    ),
    activity(
      'views_30d',
      'pages or screens viewed in 30 days',
      'views',
      ifLow('{value} pages viewed in 30 days', 'count'),
    ),
    {
      ...channel(
        'event_channel_main',
        'channel used most in 90 days',
        '',
        ifAny('Uses mostly {value}', 'text', 'most use {usual}'),
      ),
      kind: 'category',
    },
    channel(
      'event_channels_90d',
      'different channels used in 90 days',
      'channels',
      ifLow('Used {value} channels in 90 days', 'count'),
    ),
    use(
      'feature_uses_30d',
      'uses of features in 30 days',
      'uses',
      ifLow('{value} uses of features in 30 days', 'count'),
    ),
    use(
      'feature_uses_90d',
      'uses of features in 90 days',
      'uses',
      ifLow('{value} uses of features in 90 days', 'count'),
    ),
    use(
      'feature_uses_30d_to_90d',
      'pace of uses in 30 days relative to 90 days (1: the same pace)',
      'ratio',
      ifLow('Use of features in the last month at {value} of the quarter’s pace', 'percent'),
    ),
    named(
      'features_used_30d',
      'different features used in 30 days',
      'features',
      ifLow('{value} features used in 30 days', 'count'),
    ),
    named(
      'features_used_90d',
      'different features used in 90 days',
      'features',
      ifLow('{value} features used in 90 days', 'count'),
    ),
    use(
      'feature_recency_days',
      'time since a feature was last used',
      'days',
      ifHigh('Features last used {value} ago', 'days'),
    ),
    error('errors_7d', 'errors met in 7 days', 'errors', ifHigh('{value} errors in 7 days', 'count')),
    error('errors_30d', 'errors met in 30 days', 'errors', ifHigh('{value} errors in 30 days', 'count')),
    error('errors_90d', 'errors met in 90 days', 'errors', ifHigh('{value} errors in 90 days', 'count')),
    error(
      'errors_share_30d',
      'share of the events of 30 days that were errors',
      'share',
      ifHigh('{value} of a month’s actions ended in an error', 'percent'),
    ),
    error('error_recency_days', 'time since the last error', 'days', ifLow('Last error {value} ago', 'days')),
  ],
);
