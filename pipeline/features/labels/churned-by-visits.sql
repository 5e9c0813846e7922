-- Churn without a contract: no visit in [as_of, as_of + horizon), of customers active at the as-of date. Customers
-- first seen less than a median gap before it are too young to tell: no label.
with returned as (
  select s.spine_id
  from spine s
  join ({{visits}}) v on v.customer_id = s.customer_id
  where v.visited_at >= s.as_of_at and v.visited_at < s.churn_end_at and v.known_at < s.known_until
  group by s.spine_id
)
select s.spine_id, case when r.spine_id is null then 1 else 0 end as churned
from spine s
join actives a on a.spine_id = s.spine_id
join {{seen}} f on f.spine_id = s.spine_id
cross join median_gap g
left join returned r on r.spine_id = s.spine_id
where s.churn_end_at is not null
  and (g.median_gap_days is null
    or cast(date_diff('second', f.first_at, s.as_of_at) as double) / 86400e0 >= g.median_gap_days)
