-- Contacts by campaigns that reached the customer, and opt-outs (from their own time on). The opening of a message has
-- no time of its own and counts from 14 days after it.
with known as (
  select
    s.spine_id, s.since_7, s.since_30, s.since_90, s.since_365, t.touched_at, t.is_delivered, t.opened, t.opted_out_at
  from known_touches t
  join spine s on s.spine_id = t.spine_id
  where t.arm = 'contact'
),
sums as (
  select
    k.spine_id,
    max(case when k.is_delivered = 1 then k.touched_at end) as last_at,
    max(k.opted_out_at) as opted_out_at,
    sum(case when k.touched_at >= k.since_7 then k.is_delivered else 0 end) as n_7,
    sum(case when k.touched_at >= k.since_30 then k.is_delivered else 0 end) as n_30,
    sum(case when k.touched_at >= k.since_90 then k.is_delivered else 0 end) as n_90,
    sum(case when o.last_at is null or k.touched_at > o.last_at then k.is_delivered else 0 end) as since_order,
    count_if(k.is_delivered = 0 and k.touched_at >= k.since_90) as undelivered_90,
    count_if(k.opened and k.is_delivered = 1 and k.touched_at >= k.since_365) as opened_365,
    count_if(k.opened is not null and k.is_delivered = 1 and k.touched_at >= k.since_365) as openable_365
  from known k
  left join last_orders o on o.spine_id = k.spine_id
  group by k.spine_id
)
select
  s.spine_id,
  coalesce(a.n_7, 0) as touches_7d,
  coalesce(a.n_30, 0) as touches_30d,
  coalesce(a.n_90, 0) as touches_90d,
  cast(date_diff('second', a.last_at, s.as_of_at) as double) / 86400e0 as touch_recency_days,
  coalesce(a.since_order, 0) as touches_since_order,
  coalesce(a.undelivered_90, 0) as touches_undelivered_90d,
  cast(a.opened_365 as double) / cast(nullif(a.openable_365, 0) as double) as touches_opened_share_365d,
  case when a.opted_out_at is null then 0 else 1 end as opted_out,
  cast(date_diff('second', a.opted_out_at, s.as_of_at) as double) / 86400e0 as opted_out_days
from spine s
left join sums a on a.spine_id = s.spine_id
