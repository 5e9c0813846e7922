-- Who the customer is.
select
  s.spine_id,
  cast(date_diff('second', c.joined_at, s.as_of_at) as double) / 86400e0 as tenure_days,
  c.segment as segment,
  c.acquisition_channel as acquisition_channel,
  c.country as country,
  c.language as language
from spine s
left join known_customers c on c.spine_id = s.spine_id
