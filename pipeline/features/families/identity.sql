-- Other ids of the customer, each from when it was known to be one.
with links as (
  select s.spine_id, count(*) as n
  from spine s
  join identity_links l on l.customer_id = s.customer_id
  where l.known_at < s.as_of_at
  group by s.spine_id
)
select s.spine_id, coalesce(l.n, 0) as other_ids
from spine s
left join links l on l.spine_id = s.spine_id
