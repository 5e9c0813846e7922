-- Margin of each unit by days since its draw, on the day (1 is the first) that it comes in. A fee accrues evenly over its
-- term and counts on the days of the grid. Portable Trino SQL; {{…}} is filled by make-outcomes.ts.
with lines as (
  select
    u.unit_id,
    1 + cast(floor(cast(date_diff('second', u.drawn_at, l.ordered_at) as double) / 86400e0) as integer) as day,
    l.margin as amount
  from effect_units u
  join known_lines l on l.spine_id = u.spine_id
  where u.is_compared = 1 and l.ordered_at >= u.drawn_at and l.ordered_at < u.end_at
),
fees as (
  select
    u.unit_id, g.day,
    {{fee_of_step}} as amount
  from effect_units u
  join effect_grid g on g.campaign = u.campaign
  join known_terms t on t.spine_id = u.spine_id
  where u.is_compared = 1 and t.started_at < u.end_at and (t.ended_at is null or t.ended_at > u.drawn_at)
)
select unit_id, day, cast(sum(amount) as decimal(17, 2)) as amount
from (select unit_id, day, amount from lines union all select unit_id, day, amount from fees) v
group by unit_id, day
