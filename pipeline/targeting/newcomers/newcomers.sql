-- Customers who were new at each date, what was known of them by then, and whether they came again within the horizon, as far as
-- that is known by now. Portable Trino SQL; {{…}} is filled by dated-select.ts.
{{visits_by_then}}
fresh as (
  select s.spine_id, s.on_day, s.customer_id, s.as_of_at, s.end_at, s.known_until, p.first_at, p.last_at, p.times
  from past p
  join spine s on s.spine_id = p.spine_id
  where p.first_at >= s.border_at
),
ordered as (
  select spine_id, amount, row_number() over (partition by spine_id order by ordered_at, order_id) as place
  from known_orders
),
late as (
  select spine_id, max(case when delivered_late then 1 else 0 end) as is_late
  from known_lines
  where kind = 'sale'
  group by spine_id
),
cases as (
  select spine_id, count(*) as cases
  from known_tickets
  group by spine_id
),
visits as (
  {{visits}}
),
back as (
  select distinct f.on_day, f.customer_id
  from fresh f
  join visits v on v.customer_id = f.customer_id and v.visited_at >= f.as_of_at and v.visited_at < f.end_at
    and v.known_at < f.known_until
)
select
  f.on_day, f.customer_id,
  date_diff('day', f.first_at, f.as_of_at) as first_days,
  date_diff('day', f.last_at, f.as_of_at) as away_days,
  f.times, coalesce(o.amount, 0) as first_amount,
  coalesce(l.is_late, 0) as is_late, coalesce(c.cases, 0) as cases,
  case when b.customer_id is null then 0 else 1 end as came_back
from fresh f
left join ordered o on o.spine_id = f.spine_id and o.place = 1
left join late l on l.spine_id = f.spine_id
left join cases c on c.spine_id = f.spine_id
left join back b on b.on_day = f.on_day and b.customer_id = f.customer_id
