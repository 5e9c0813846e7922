-- What customers do: activity, features used, errors met. Days are counted in steps of 24 hours back from the as-of date.
with daily as (
  select
    s.spine_id,
    (date_diff('second', e.happened_at, s.as_of_at) - 1) / 86400 as days_back,
    max(e.happened_at) as last_at,
    max(case when e.kind = 'feature' then e.happened_at end) as feature_at,
    max(case when e.kind = 'error' then e.happened_at end) as error_at,
    count_if(e.happened_at >= s.since_7) as n_7,
    count_if(e.happened_at >= s.since_30) as n_30,
    count_if(e.happened_at >= s.since_90) as n_90,
    count_if(e.happened_at >= s.since_180) as n_180,
    count_if(e.happened_at >= s.since_365) as n_365,
    count_if(e.kind = 'feature' and e.happened_at >= s.since_30) as uses_30,
    count_if(e.kind = 'feature' and e.happened_at >= s.since_90) as uses_90,
    count_if(e.kind = 'error' and e.happened_at >= s.since_7) as errors_7,
    count_if(e.kind = 'error' and e.happened_at >= s.since_30) as errors_30,
    count_if(e.kind = 'error' and e.happened_at >= s.since_90) as errors_90
  from spine s
  join events e on e.customer_id = s.customer_id
  where e.happened_at < s.as_of_at and e.known_at < s.as_of_at
  group by s.spine_id, (date_diff('second', e.happened_at, s.as_of_at) - 1) / 86400
),
sums as (
  select
    spine_id,
    max(last_at) as last_at, max(feature_at) as feature_at, max(error_at) as error_at,
    sum(n_7) as n_7, sum(n_30) as n_30, sum(n_90) as n_90, sum(n_180) as n_180, sum(n_365) as n_365,
    count_if(n_30 > 0) as days_30,
    sum(uses_30) as uses_30, sum(uses_90) as uses_90,
    sum(errors_7) as errors_7, sum(errors_30) as errors_30, sum(errors_90) as errors_90
  from daily
  group by spine_id
),
feature_counts as (
  select s.spine_id, count(distinct e.name) as n_30
  from spine s
  join events e on e.customer_id = s.customer_id
  where e.kind = 'feature' and e.happened_at >= s.since_30 and e.happened_at < s.as_of_at and e.known_at < s.as_of_at
  group by s.spine_id
),
channels as (
  select s.spine_id, e.channel, count(*) as n
  from spine s
  join events e on e.customer_id = s.customer_id
  where e.channel is not null
    and e.happened_at >= s.since_90 and e.happened_at < s.as_of_at and e.known_at < s.as_of_at
  group by s.spine_id, e.channel
),
ranked as (
  select spine_id, channel, row_number() over (partition by spine_id order by n desc, channel) as place from channels
)
select
  s.spine_id,
  cast(date_diff('second', a.last_at, s.as_of_at) as double) / 86400e0 as event_recency_days,
  coalesce(a.n_7, 0) as events_7d,
  coalesce(a.n_30, 0) as events_30d,
  coalesce(a.n_90, 0) as events_90d,
  coalesce(a.n_365, 0) as events_365d,
  coalesce(a.days_30, 0) as active_days_30d,
  cast(a.n_7 as double) * 30e0 / 7e0 / cast(nullif(a.n_30, 0) as double) as events_7d_to_30d,
  cast(a.n_30 as double) * 3e0 / cast(nullif(a.n_90, 0) as double) as events_30d_to_90d,
  cast(a.n_90 as double) * 365e0 / 90e0 / cast(nullif(a.n_365, 0) as double) as events_90d_to_365d,
  coalesce(a.n_90 - (a.n_180 - a.n_90), 0) as events_change_90d,
  c.channel as event_channel_main,
  coalesce(a.uses_30, 0) as feature_uses_30d,
  cast(a.uses_30 as double) * 3e0 / cast(nullif(a.uses_90, 0) as double) as feature_uses_30d_to_90d,
  coalesce(f.n_30, 0) as features_used_30d,
  cast(date_diff('second', a.feature_at, s.as_of_at) as double) / 86400e0 as feature_recency_days,
  coalesce(a.errors_7, 0) as errors_7d,
  coalesce(a.errors_30, 0) as errors_30d,
  coalesce(a.errors_90, 0) as errors_90d,
  cast(a.errors_30 as double) / cast(nullif(a.n_30, 0) as double) as errors_share_30d,
  cast(date_diff('second', a.error_at, s.as_of_at) as double) / 86400e0 as error_recency_days
from spine s
left join sums a on a.spine_id = s.spine_id
left join feature_counts f on f.spine_id = s.spine_id
left join ranked c on c.spine_id = s.spine_id and c.place = 1
