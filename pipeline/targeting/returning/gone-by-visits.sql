-- Customers who were gone at each date, for longer than the look-back, what was known of them by then, and whether they came
-- back within the horizon, as far as that is known by now. Portable Trino SQL; {{…}} is filled by gone.ts.
with dates (on_day, as_of_at, lookback_at, end_at, known_until) as (
  values {{dates}}
),
spine as (
  select
    d.on_day || ' ' || c.customer_id as spine_id, c.customer_id, d.on_day, d.as_of_at, d.lookback_at, d.end_at, d.known_until,
    d.as_of_at - interval '7' day as since_7, d.as_of_at - interval '14' day as since_14,
    d.as_of_at - interval '30' day as since_30, d.as_of_at - interval '90' day as since_90,
    d.as_of_at - interval '180' day as since_180, d.as_of_at - interval '365' day as since_365
  from dates d
  cross join customers c
),
seen as (
  {{seen}}
),
past as (
  select
    spine_id, min(seen_at) as first_at, max(seen_at) as last_at, count(distinct cast(seen_at as date)) as times
  from seen
  group by spine_id
),
gone as (
  select s.on_day, s.customer_id, s.as_of_at, s.end_at, s.known_until, p.first_at, p.last_at, p.times
  from past p
  join spine s on s.spine_id = p.spine_id
  where p.last_at < s.lookback_at
),
visits as (
  {{visits}}
),
back as (
  select distinct g.on_day, g.customer_id
  from gone g
  join visits v on v.customer_id = g.customer_id and v.visited_at >= g.as_of_at and v.visited_at < g.end_at
    and v.known_at < g.known_until
)
{{tail}}
