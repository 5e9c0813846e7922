-- Margin of the year before the last attempt.
select v.journey, v.is_completed, v.step, count(*) as n,
  cast(sum(v.margin) as double) as total,
  cast(floor(sum(v.margin * v.margin) * 10000) as double) / 1e4 as squares
from (
  select l.journey, l.is_completed, l.step, l.customer_id, cast(coalesce(sum(m.margin), 0) as decimal(19, 2)) as margin
  from cx_journey_last l
  left join (
{{margins}}
  ) m on m.customer_id = l.customer_id and m.journey_at = l.began_at
  group by l.journey, l.is_completed, l.step, l.customer_id
) v
group by v.journey, v.is_completed, v.step
order by v.journey, v.is_completed, v.step
