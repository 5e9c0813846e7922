-- When each customer is first known: the row has arrived, and so has a first order, event or term. A row counts at an
-- as-of date when both its time and its arrival lie before it, that is, when the later of the two does.
with facts as (
  select customer_id, greatest(ordered_at, known_at) as known_from from orders
  union all
  select customer_id, greatest(happened_at, known_at) as known_from from events
  union all
  select customer_id, greatest(started_at, known_at) as known_from from subscriptions
),
first_facts as (
  select customer_id, min(known_from) as known_from from facts group by customer_id
)
select c.customer_id, greatest(c.joined_at, c.known_at, f.known_from) as known_from
from customers c
join first_facts f on f.customer_id = c.customer_id
