-- Late deliveries. That a delivery was late has no time of its own, so an order tells of it from 14 days on, when the
-- promised day has passed: a flag that was set after the as-of date must not be seen before it.
with known as (
  select s.spine_id, s.since_90, s.since_365, o.order_id, min(o.ordered_at) as ordered_at,
    max(case when o.delivered_late then 1 else 0 end) as is_late
  from spine s
  join orders o on o.customer_id = s.customer_id
  where o.kind = 'sale' and o.delivered_late is not null and o.ordered_at < s.since_14 and o.known_at < s.since_14
  group by s.spine_id, s.since_90, s.since_365, o.order_id
),
sums as (
  select
    spine_id,
    sum(case when ordered_at >= since_90 then is_late else 0 end) as n_90,
    sum(case when ordered_at >= since_365 then is_late else 0 end) as n_365,
    count_if(ordered_at >= since_365) as orders_365
  from known
  group by spine_id
),
placed as (
  select
    spine_id, is_late, row_number() over (partition by spine_id order by ordered_at desc, order_id desc) as place
  from known
)
select
  s.spine_id,
  coalesce(a.n_90, 0) as late_deliveries_90d,
  cast(a.n_365 as double) / cast(nullif(a.orders_365, 0) as double) as late_deliveries_share_365d,
  l.is_late as last_delivery_late
from spine s
left join sums a on a.spine_id = s.spine_id
left join placed l on l.spine_id = s.spine_id and l.place = 1
