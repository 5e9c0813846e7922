-- The same with a contract: gone is whoever has had terms and had none that ran, and a new term brings them back. Portable Trino
-- SQL; {{…}} is filled by gone.ts.
with dates (on_day, as_of_at, lookback_at, end_at) as (
  values {{dates}}
),
terms as (
  select
    d.on_day, d.as_of_at, d.end_at, t.customer_id, t.started_at,
    case when t.ended_at < d.as_of_at and t.end_known_at < d.as_of_at then t.ended_at end as ended_at
  from dates d
  join subscriptions t on t.started_at < d.as_of_at and t.known_at < d.as_of_at
),
gone as (
  select
    on_day, as_of_at, end_at, customer_id,
    min(started_at) as first_at, max(ended_at) as last_at, count(*) as times
  from terms
  group by on_day, as_of_at, end_at, customer_id
  having count(*) = count(ended_at)
),
back as (
  select distinct g.on_day, g.customer_id
  from gone g
  join subscriptions t on t.customer_id = g.customer_id and t.started_at >= g.as_of_at and t.started_at < g.end_at
    and t.known_at < {{as_of}}
)
select
  g.on_day, g.customer_id,
  date_diff('day', g.last_at, g.as_of_at) as away_days,
  date_diff('day', g.first_at, g.last_at) as stayed_days,
  g.times,
  case when b.customer_id is null then 0 else 1 end as came_back
from gone g
left join back b on b.on_day = g.on_day and b.customer_id = g.customer_id
