-- The same with a contract: gone is whoever has had terms and had none that ran, and a new term brings them back. A term that
-- ends at the date itself may be renewed there, and nobody is gone yet. Portable Trino SQL; {{…}} is filled by dated-select.ts.
with dates (on_day, as_of_at, lookback_at, end_at, known_until) as (
  values {{dates}}
),
spine as (
  select
    d.on_day || ' ' || c.customer_id as spine_id, c.customer_id, d.on_day, d.as_of_at, d.end_at, d.known_until
  from dates d
  cross join customers c
),
past as (
  select spine_id, min(started_at) as first_at, max(ended_at) as last_at, count(*) as times
  from known_terms
  group by spine_id
  having max(is_running) = 0
),
gone as (
  select s.on_day, s.customer_id, s.as_of_at, s.end_at, s.known_until, p.first_at, p.last_at, p.times
  from past p
  join spine s on s.spine_id = p.spine_id
  where p.last_at <> s.as_of_at
),
back as (
  select distinct g.on_day, g.customer_id
  from gone g
  join subscriptions t on t.customer_id = g.customer_id and t.started_at >= g.as_of_at and t.started_at < g.end_at
    and t.known_at < g.known_until
)
{{tail}}
