-- Every known customer, whatever else is known about them.
select
  c.customer_id, c.joined_at, c.segment, c.country, c.language, c.acquisition_channel
  -- own columns of c
from as_of_dates s
join customers c on c.joined_at < s.as_of_at and c.known_at < s.as_of_at
