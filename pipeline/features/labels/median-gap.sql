-- The business's median number of days between two days with a visit of one customer, as known when scoring.
with days as (
  select distinct v.customer_id, cast(v.visited_at as date) as visit_day
  from ({{visits}}) v
  join (select max(known_until) as known_until from as_of_dates) u on v.visited_at < u.known_until and v.known_at < u.known_until
),
gaps as (
  select
    customer_id, visit_day,
    date_diff('day', lag(visit_day) over (partition by customer_id order by visit_day), visit_day) as gap
  from days
),
ranked as (
  select gap, row_number() over (order by gap, customer_id, visit_day) as place, count(*) over () as n
  from gaps
  where gap is not null
)
select cast(sum(gap) as double) / cast(count(*) as double) as median_gap_days
from ranked
where place in ((n + 1) / 2, (n + 2) / 2)
