-- Customers who were there at the start of a past period and those who are there today: what each brought in the days
-- before, days since last seen and, of the past ones, what came afterwards and whether they stayed.
select
  s.customer_id,
  case when s.as_of = {{past}} then 1 else 0 end as is_past,
  cast(coalesce(b.observed_value, 0) as decimal(19, 2)) as earned_before,
  cast(e.observed_value as decimal(19, 2)) as earned_after,
  1 - c.churned as stayed,
  coalesce(date_diff('day', cast(v.last_at as date), cast(s.as_of_at as date)), 0) as silent_days
from spine s
join actives a on a.spine_id = s.spine_id
left join earned e on e.spine_id = s.spine_id
left join churned c on c.spine_id = s.spine_id
left join {{seen}} v on v.spine_id = s.spine_id
left join (
  select p.customer_id, p.as_of, o.observed_value from spine p join earned o on o.spine_id = p.spine_id
) b on b.customer_id = s.customer_id
  and b.as_of = case when s.as_of = {{past}} then {{past_before}} else {{now_before}} end
where s.as_of in ({{past}}, {{now}})
