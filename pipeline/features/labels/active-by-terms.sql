-- Customers with a running subscription, as far as was known at the as-of date.
select s.spine_id, 1 as is_active
from spine s
join subscriptions t on t.customer_id = s.customer_id
where t.started_at < s.as_of_at and t.known_at < s.as_of_at
  and (t.ended_at is null or t.ended_at > s.as_of_at or t.end_known_at is null or t.end_known_at >= s.as_of_at)
group by s.spine_id
