-- Customers at some dates, and what was known by then of their visits; `border_at` is an instant before each date, whose meaning is
-- that of whoever asks. The rest of a query follows, whose tables may go on. Portable Trino SQL; {{…}} is filled by dated-select.ts.
with dates (on_day, as_of_at, border_at, end_at, known_until) as (
  values {{dates}}
),
spine as (
  select
    d.on_day || ' ' || c.customer_id as spine_id, c.customer_id, d.on_day, d.as_of_at, d.border_at, d.end_at, d.known_until,
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
