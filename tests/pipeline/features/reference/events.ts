import type { BusinessEvent } from '../business.ts';
import { daysSince, different, type Moment, mostFrequent, present, ratio, type Values } from './moment.ts';

export function eventFeatures(events: readonly BusinessEvent[], moment: Moment): Values {
  const known = events.filter(({ happened_at, known_at }) => happened_at < moment.at && known_at < moment.at);
  const of = (kind: BusinessEvent['kind']) => known.filter((event) => event.kind === kind);
  const within = (days: number, rows = known) => rows.filter((e) => e.happened_at >= moment.since(days));
  const n = (days: number, rows = known) => within(days, rows).length;
  const dayBack = ({ happened_at }: BusinessEvent) => Math.floor((moment.at - happened_at - 1) / 86_400);
  const uses = of('feature');
  const errors = of('error');
  return {
    event_recency_days: daysSince(
      known.map((e) => e.happened_at),
      moment,
    ),
    events_7d: n(7),
    events_30d: n(30),
    events_90d: n(90),
    events_365d: n(365),
    active_days_30d: new Set(within(30).map(dayBack)).size,
    events_7d_to_30d: ratio((n(7) * 30) / 7, n(30)),
    events_30d_to_90d: ratio(n(30) * 3, n(90)),
    events_90d_to_365d: ratio((n(90) * 365) / 90, n(365)),
    events_change_90d: 2 * n(90) - n(180),
    event_channel_main: mostFrequent(present(within(90).map(({ channel }) => channel))),
    feature_uses_30d: n(30, uses),
    feature_uses_30d_to_90d: ratio(n(30, uses) * 3, n(90, uses)),
    features_used_30d: different(within(30, uses).map(({ name }) => name)).length,
    feature_recency_days: daysSince(
      uses.map((e) => e.happened_at),
      moment,
    ),
    errors_7d: n(7, errors),
    errors_30d: n(30, errors),
    errors_90d: n(90, errors),
    errors_share_30d: ratio(n(30, errors), n(30)),
    error_recency_days: daysSince(
      errors.map((e) => e.happened_at),
      moment,
    ),
    ...journeyFeatures(of('step'), moment),
  };
}

function journeyFeatures(steps: readonly BusinessEvent[], moment: Moment): Values {
  const attempts = different(steps.map(({ journey_id }) => journey_id)).map((id) => {
    const own = steps.filter(({ journey_id }) => journey_id === id);
    const times = own.map(({ happened_at }) => happened_at);
    const isCompleted = own.some(({ outcome }) => outcome === 'completed');
    return {
      begun: Math.min(...times),
      isCompleted,
      isBrokenOff: !isCompleted && Math.max(...times) < moment.since(1),
      failures: own.filter(({ outcome }) => outcome === 'failed').length,
    };
  });
  const within = (days: number) => attempts.filter(({ begun }) => begun >= moment.since(days));
  const off = (days: number) => within(days).filter(({ isBrokenOff }) => isBrokenOff).length;
  const done = within(90).filter(({ isCompleted }) => isCompleted).length;
  return {
    journeys_90d: within(90).length,
    journeys_broken_off_30d: off(30),
    journeys_broken_off_90d: off(90),
    journeys_completed_share_90d: ratio(done, done + off(90)),
    journey_failures_90d: within(90).reduce((total, { failures }) => total + failures, 0),
  };
}
