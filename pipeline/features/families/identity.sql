-- Other ids of the customer, each from when it was known to be theirs.
with links as (
  select spine_id, count(*) as n from known_ids k group by spine_id
)
select s.spine_id, coalesce(l.n, 0) as other_ids
from spine s
left join links l on l.spine_id = s.spine_id
