-- Recency, frequency and money of orders, over all time and over windows before the as-of date.
with placed as (
  select
    spine_id, amount,
    row_number() over (partition by spine_id order by ordered_at desc, order_id desc) as place
  from known_orders
),
sums as (
  select
    s.spine_id,
    min(o.ordered_at) as first_at,
    max(o.ordered_at) as last_at,
    count(*) as n,
    sum(o.amount) as amount,
    sum(o.margin) as margin,
    sum(o.units) as units,
    count_if(o.ordered_at >= s.since_7) as n_7,
    count_if(o.ordered_at >= s.since_30) as n_30,
    count_if(o.ordered_at >= s.since_90) as n_90,
    count_if(o.ordered_at >= s.since_180) as n_180,
    count_if(o.ordered_at >= s.since_365) as n_365,
    sum(case when o.ordered_at >= s.since_365 then o.amount end) as amount_365,
    count_if(o.ordered_at >= s.since_365 and o.ordered_at < s.since_275) as n_season
  from known_orders o
  join spine s on s.spine_id = o.spine_id
  group by s.spine_id
)
select
  s.spine_id,
  cast(date_diff('second', a.last_at, s.as_of_at) as double) / 86400e0 as order_recency_days,
  cast(date_diff('second', a.first_at, s.as_of_at) as double) / 86400e0 as first_order_days,
  coalesce(a.n, 0) as orders_total,
  coalesce(a.n_7, 0) as orders_7d,
  coalesce(a.n_30, 0) as orders_30d,
  coalesce(a.n_90, 0) as orders_90d,
  coalesce(a.n_365, 0) as orders_365d,
  coalesce(a.n_90 - (a.n_180 - a.n_90), 0) as orders_change_90d,
  cast(a.n_30 as double) * 3e0 / cast(nullif(a.n_90, 0) as double) as orders_30d_to_90d,
  cast(a.n_90 as double) * 365e0 / 90e0 / cast(nullif(a.n_365, 0) as double) as orders_90d_to_365d,
  case when a.first_at < s.since_365 then a.n_season end as orders_season_ahead,
  coalesce(a.amount_365, 0) as revenue_365d,
  cast(a.amount as double) / cast(a.n as double) as revenue_per_order,
  cast(a.margin as double) / cast(a.n as double) as margin_per_order,
  cast(l.amount as double) as last_order_amount,
  cast(l.amount as double) * cast(a.n as double) / nullif(cast(a.amount as double), 0e0) as last_order_to_usual,
  cast(a.units as double) / cast(a.n as double) as units_per_order
from spine s
left join sums a on a.spine_id = s.spine_id
left join placed l on l.spine_id = s.spine_id and l.place = 1
