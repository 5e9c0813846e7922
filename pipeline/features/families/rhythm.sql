-- The customer's own rhythm: gaps between orders, kept in minutes up to the last step so that sums are exact.
with ordered as (
  select
    spine_id, order_id, ordered_at,
    lag(ordered_at) over (partition by spine_id order by ordered_at, order_id) as before_at
  from known_orders
),
gaps as (
  select spine_id, order_id, ordered_at, date_diff('minute', before_at, ordered_at) as gap
  from ordered
  where before_at is not null
),
ranked as (
  select
    spine_id, gap,
    row_number() over (partition by spine_id order by ordered_at desc, order_id desc) as place,
    row_number() over (partition by spine_id order by gap, order_id) as by_length,
    count(*) over (partition by spine_id) as n
  from gaps
),
sums as (
  select
    spine_id,
    count(*) as n,
    cast(sum(gap) as double) / cast(count(*) as double) as mean_gap,
    cast(sum(case when by_length in ((n + 1) / 2, (n + 2) / 2) then gap end) as double)
      / cast(count_if(by_length in ((n + 1) / 2, (n + 2) / 2)) as double) as median_gap,
    cast(sum(cast(gap as decimal(18, 0)) * cast(gap as decimal(18, 0))) as double) / cast(count(*) as double) as mean_square,
    max(gap) as longest_gap,
    cast(sum(case when place <= 3 then gap end) as double) / cast(count_if(place <= 3) as double) as recent_gap
  from ranked
  group by spine_id
)
select
  s.spine_id,
  g.median_gap / 1440e0 as order_gap_median_days,
  case when g.n >= 2 and g.mean_square > g.mean_gap * g.mean_gap
    then sqrt(g.mean_square - g.mean_gap * g.mean_gap) / g.mean_gap
    when g.n >= 2 then 0e0 end as order_gap_spread,
  g.recent_gap / nullif(g.mean_gap, 0e0) as order_gap_trend,
  cast(date_diff('second', l.last_at, s.as_of_at) as double) / 60e0 / nullif(g.mean_gap, 0e0) as order_overdue_ratio,
  (cast(date_diff('second', l.last_at, s.as_of_at) as double) / 60e0 - cast(g.longest_gap as double)) / 1440e0
    as order_overdue_days
from spine s
left join sums g on g.spine_id = s.spine_id
left join last_orders l on l.spine_id = s.spine_id
