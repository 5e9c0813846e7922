-- Every amount of margin that counts for a unit, an order or what accrues of a fee, and the sums that it belongs to: of the days
-- before the draw, of the year before it, of the window (on the day, 1 is the first, and in the quarter of the window that it
-- comes in) and of the time after. Amounts that belong to none are left out. A fee accrues evenly over its term and counts on the
-- days of the grid. Portable Trino SQL; {{…}} is filled by make-outcomes.ts.
with units as (
  select
    u.unit_id, u.campaign, u.spine_id, u.drawn_at, u.before_at, u.year_at, u.kept_from_at, u.end_at, q.day_1, q.day_2, q.day_3
  from effect_units u
  join effect_quarters q on q.campaign = u.campaign
  where u.is_compared = 1
),
terms as (
  select
    u.unit_id, u.campaign, u.drawn_at, u.before_at, u.year_at, u.end_at, t.monthly_margin, t.started_at, t.ended_at
  from units u
  join known_terms t on t.spine_id = u.spine_id
),
lines as (
  select
    u.unit_id, u.day_1, u.day_2, u.day_3,
    case when l.ordered_at >= u.drawn_at and l.ordered_at < u.end_at
      then 1 + cast(floor(cast(date_diff('second', u.drawn_at, l.ordered_at) as double) / 86400e0) as integer) end as day,
    cast(l.margin as decimal(19, 4)) as amount,
    l.ordered_at >= u.before_at and l.ordered_at < u.drawn_at as is_before,
    l.ordered_at >= u.year_at and l.ordered_at < u.drawn_at as is_of_year,
    l.ordered_at >= u.end_at as is_later,
    l.kind = 'sale' and l.ordered_at >= u.kept_from_at and l.ordered_at < u.end_at as has_stayed
  from units u
  join known_lines l on l.spine_id = u.spine_id
  where l.ordered_at >= least(u.before_at, u.year_at)
)
select
  unit_id, day, case when day <= day_1 then 1 when day <= day_2 then 2 when day <= day_3 then 3 else 4 end as quarter,
  amount, is_before, is_of_year, is_later, has_stayed
from lines
union all
select
  t.unit_id, g.day, g.quarter,
  cast({{fee_of_step}} as decimal(19, 4)) as amount, false as is_before, false as is_of_year, false as is_later, false as has_stayed
from terms t
join effect_grid g on g.campaign = t.campaign
where t.started_at < t.end_at and (t.ended_at is null or t.ended_at > t.drawn_at)
union all
select
  t.unit_id, null as day, 4 as quarter,
  cast({{fee_before}} as decimal(19, 4)) as amount, true as is_before, false as is_of_year, false as is_later, false as has_stayed
from terms t
where t.started_at < t.drawn_at
union all
select
  t.unit_id, null as day, 4 as quarter,
  cast({{fee_of_year}} as decimal(19, 4)) as amount, false as is_before, true as is_of_year, false as is_later, false as has_stayed
from terms t
where t.started_at < t.drawn_at
union all
select
  t.unit_id, null as day, 4 as quarter,
  cast({{fee_later}} as decimal(19, 4)) as amount, false as is_before, false as is_of_year, true as is_later, false as has_stayed
from terms t
where t.ended_at is null or t.ended_at > t.end_at
