-- Other ids of the customer, each from when it was known to be theirs.
select s.spine_id, l.alias_id
from spine s
join identity_links l on l.customer_id = s.customer_id
where l.known_at < s.as_of_at
