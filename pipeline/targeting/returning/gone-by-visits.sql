-- Customers who were gone at each date, for longer than the look-back, what was known of them by then, and whether they came
-- back within the horizon. Portable Trino SQL; {{…}} is filled by gone.ts.
with dates (on_day, as_of_at, lookback_at, end_at) as (
  values {{dates}}
),
visits as (
  {{visits}}
),
past as (
  select
    d.on_day, d.as_of_at, d.lookback_at, d.end_at, v.customer_id,
    min(v.visited_at) as first_at, max(v.visited_at) as last_at, count(distinct cast(v.visited_at as date)) as times
  from dates d
  join visits v on v.visited_at < d.as_of_at and v.known_at < d.as_of_at
  group by d.on_day, d.as_of_at, d.lookback_at, d.end_at, v.customer_id
),
gone as (
  select * from past where last_at < lookback_at
),
back as (
  select distinct g.on_day, g.customer_id
  from gone g
  join visits v on v.customer_id = g.customer_id and v.visited_at >= g.as_of_at and v.visited_at < g.end_at
    and v.known_at < {{as_of}}
)
select
  g.on_day, g.customer_id,
  date_diff('day', g.last_at, g.as_of_at) as away_days,
  date_diff('day', g.first_at, g.last_at) as stayed_days,
  g.times,
  case when b.customer_id is null then 0 else 1 end as came_back
from gone g
left join back b on b.on_day = g.on_day and b.customer_id = g.customer_id
