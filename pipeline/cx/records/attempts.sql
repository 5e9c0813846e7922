-- Attempts at journeys by when they began and ended, and whether they were completed within 7 days.
select
  customer_id, moment, journey, channel, coalesce(completed_at, last_at) as ended_at,
  case when date_diff('second', moment, completed_at) < 7 * 86400 then 1 else 0 end as is_completed
  -- own columns of a
from (
  select
    e.customer_id, e.journey, min(e.channel) as channel, min(e.happened_at) as moment, max(e.happened_at) as last_at,
    min(case when e.outcome = 'completed' then e.happened_at end) as completed_at
    -- first own columns of e
  from all_events e
  where e.kind = 'step' and e.journey_id is not null
  group by e.customer_id, e.journey, e.journey_id
) a
