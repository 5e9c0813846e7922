-- Customers who were there at the start of a past period and those who are there today: days since last seen and, of the
-- past ones, what came afterwards and whether they stayed; and the days before, of which it is still to be asked what they brought.
select
  row_number() over (order by p.horizon_days, s.as_of, s.customer_id) as spine_id,
  s.customer_id, p.horizon_days, p.is_past,
  cast(e.observed_value as decimal(19, 2)) as earned_after,
  1 - c.churned as stayed,
  coalesce(date_diff('day', cast(v.last_at as date), cast(s.as_of_at as date)), 0) as silent_days,
  p.before_at as begins_at, s.as_of_at as ends_at, s.known_until
from spine s
join actives a on a.spine_id = s.spine_id
join (values {{periods}}) as p (horizon_days, is_past, as_of, before_at) on p.as_of = s.as_of
left join earned e on e.spine_id = s.spine_id
left join churned c on c.spine_id = s.spine_id
left join {{seen}} v on v.spine_id = s.spine_id
