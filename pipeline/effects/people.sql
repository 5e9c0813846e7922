-- What is known of everybody, and what is predicted. A table of its own: the engine would hold all its joins at once with those of
-- the units otherwise. Portable Trino SQL.
select
  i.spine_id, q.segment, q.country, q.acquisition_channel, substr(cast(q.joined_at as varchar), 1, 7) as acquisition_month,
  cast(p.clv as decimal(17, 2)) as predicted
from spine i
left join known_customers q on q.spine_id = i.spine_id
left join effect_scores p on p.customer_id = i.customer_id
