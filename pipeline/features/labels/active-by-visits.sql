-- Customers seen within the look-back: their recent visits had happened and arrived before the as-of date.
select s.spine_id, 1 as is_active
from spine s
join visits v on v.customer_id = s.customer_id
where v.visited_at >= s.lookback_at and v.visited_at < s.as_of_at and v.known_at < s.as_of_at
group by s.spine_id
