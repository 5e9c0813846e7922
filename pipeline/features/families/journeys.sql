-- Attempts at journeys (checkout, onboarding…). An attempt without its last step counts as abandoned a day after its
-- latest step; until then it may still be in progress.
with attempts as (
  select
    e.spine_id, e.journey_id,
    min(e.happened_at) as started_at,
    max(e.happened_at) as last_at,
    count_if(e.outcome = 'completed') as completions,
    count_if(e.outcome = 'failed') as failures
  from known_events e
  where e.kind = 'step' and e.journey_id is not null
  group by e.spine_id, e.journey_id
),
judged as (
  select
    a.spine_id, s.since_30, s.since_90, a.started_at, a.failures,
    case when a.completions > 0 then 1 else 0 end as is_completed,
    case when a.completions = 0 and a.last_at < s.since_1 then 1 else 0 end as is_broken_off
  from attempts a
  join spine s on s.spine_id = a.spine_id
),
sums as (
  select
    spine_id,
    count_if(started_at >= since_90) as n_90,
    sum(case when started_at >= since_30 then is_broken_off else 0 end) as off_30,
    sum(case when started_at >= since_90 then is_broken_off else 0 end) as off_90,
    sum(case when started_at >= since_90 then is_completed else 0 end) as done_90,
    sum(case when started_at >= since_90 then failures else 0 end) as failures_90
  from judged
  group by spine_id
)
select
  s.spine_id,
  coalesce(a.n_90, 0) as journeys_90d,
  coalesce(a.off_30, 0) as journeys_broken_off_30d,
  coalesce(a.off_90, 0) as journeys_broken_off_90d,
  cast(a.done_90 as double) / cast(nullif(a.done_90 + a.off_90, 0) as double) as journeys_completed_share_90d,
  coalesce(a.failures_90, 0) as journey_failures_90d
from spine s
left join sums a on a.spine_id = s.spine_id
