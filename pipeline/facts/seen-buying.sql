-- When a customer was first and last seen buying.
select spine_id, min(ordered_at) as first_at, max(ordered_at) as last_at
from known_lines
where kind = 'sale'
group by spine_id
