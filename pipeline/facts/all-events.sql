-- Everything that customers did in the shop or the product.
select
  e.customer_id, e.happened_at, e.kind, e.name, e.journey, e.journey_id, e.outcome, e.channel
  -- own columns of e
from as_of_dates s
join events e on e.happened_at < s.as_of_at and e.known_at < s.as_of_at
