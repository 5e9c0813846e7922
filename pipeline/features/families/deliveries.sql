-- Late deliveries, of orders at least 14 days old.
with known as (
  select spine_id, order_id, min(ordered_at) as ordered_at, max(case when delivered_late then 1 else 0 end) as is_late
  from known_lines
  where kind = 'sale' and delivered_late is not null
  group by spine_id, order_id
),
sums as (
  select
    s.spine_id,
    sum(case when k.ordered_at >= s.since_90 then k.is_late else 0 end) as n_90,
    sum(case when k.ordered_at >= s.since_365 then k.is_late else 0 end) as n_365,
    count_if(k.ordered_at >= s.since_365) as orders_365
  from known k
  join spine s on s.spine_id = k.spine_id
  group by s.spine_id
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
