-- Customers with a running subscription, as far as was known at the as-of date.
select distinct spine_id, 1 as is_active from known_terms where is_running = 1
