-- Customers who were gone at each date, for longer than the look-back, what was known of them by then, and whether they came
-- back within the horizon, as far as that is known by now. Portable Trino SQL; {{…}} is filled by dated-select.ts.
{{visits_by_then}}
gone as (
  select s.on_day, s.customer_id, s.as_of_at, s.end_at, s.known_until, p.first_at, p.last_at, p.times
  from past p
  join spine s on s.spine_id = p.spine_id
  where p.last_at < s.border_at
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
