-- What customers do: activity, features used, errors met. Days are counted in steps of 24 hours back from the as-of date.
with sums as (
  select
    spine_id,
    max(last_at) as last_at,
    max(case when kind = 'feature' then last_at end) as feature_at,
    max(case when kind = 'error' then last_at end) as error_at,
    sum(case when within_days <= 7 then n else 0 end) as n_7,
    sum(case when within_days <= 30 then n else 0 end) as n_30,
    sum(case when within_days <= 90 then n else 0 end) as n_90,
    sum(case when within_days <= 180 then n else 0 end) as n_180,
    sum(case when within_days <= 365 then n else 0 end) as n_365,
    sum(case when kind = 'feature' and within_days <= 30 then n else 0 end) as uses_30,
    sum(case when kind = 'feature' and within_days <= 90 then n else 0 end) as uses_90,
    sum(case when kind = 'error' and within_days <= 7 then n else 0 end) as errors_7,
    sum(case when kind = 'error' and within_days <= 30 then n else 0 end) as errors_30,
    sum(case when kind = 'error' and within_days <= 90 then n else 0 end) as errors_90
  from event_counts
  group by spine_id
),
days as (
  select spine_id, count(*) as n from (select distinct spine_id, days_back from event_counts where days_back is not null) d group by spine_id
),
features as (
  select spine_id, count(*) as n from (select distinct spine_id, feature from event_counts where feature is not null) d group by spine_id
),
channels as (
  select spine_id, channel, sum(n) as n from event_counts where channel is not null group by spine_id, channel
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
  coalesce(d.n, 0) as active_days_30d,
  cast(a.n_7 as double) * 30e0 / 7e0 / cast(nullif(a.n_30, 0) as double) as events_7d_to_30d,
  cast(a.n_30 as double) * 3e0 / cast(nullif(a.n_90, 0) as double) as events_30d_to_90d,
  cast(a.n_90 as double) * 365e0 / 90e0 / cast(nullif(a.n_365, 0) as double) as events_90d_to_365d,
  coalesce(a.n_90 - (a.n_180 - a.n_90), 0) as events_change_90d,
  c.channel as event_channel_main,
  coalesce(a.uses_30, 0) as feature_uses_30d,
  cast(a.uses_30 as double) * 3e0 / cast(nullif(a.uses_90, 0) as double) as feature_uses_30d_to_90d,
  coalesce(f.n, 0) as features_used_30d,
  cast(date_diff('second', a.feature_at, s.as_of_at) as double) / 86400e0 as feature_recency_days,
  coalesce(a.errors_7, 0) as errors_7d,
  coalesce(a.errors_30, 0) as errors_30d,
  coalesce(a.errors_90, 0) as errors_90d,
  cast(a.errors_30 as double) / cast(nullif(a.n_30, 0) as double) as errors_share_30d,
  cast(date_diff('second', a.error_at, s.as_of_at) as double) / 86400e0 as error_recency_days
from spine s
left join sums a on a.spine_id = s.spine_id
left join days d on d.spine_id = s.spine_id
left join features f on f.spine_id = s.spine_id
left join ranked c on c.spine_id = s.spine_id and c.place = 1
