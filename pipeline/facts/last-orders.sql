-- When the customer last ordered.
select spine_id, max(ordered_at) as last_at from known_orders group by spine_id
