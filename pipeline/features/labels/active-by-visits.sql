-- Customers seen within the look-back.
select s.spine_id, 1 as is_active
from spine s
join {{seen}} v on v.spine_id = s.spine_id
where v.last_at >= s.lookback_at
