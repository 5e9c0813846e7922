-- Order lines and refunds. A late delivery has no time of its own, so it counts from 14 days after the order,
-- when the promised day has passed: a flag set after the as-of date must not be seen before it.
select
  s.spine_id, o.order_id, o.kind, o.ordered_at, o.amount, coalesce(o.margin, o.amount) as margin, o.quantity,
  o.product_id, o.category, o.channel,
  case when o.ordered_at < s.since_14 and o.known_at < s.since_14 then o.delivered_late end as delivered_late
from spine s
join orders o on o.customer_id = s.customer_id
where o.ordered_at < s.as_of_at and o.known_at < s.as_of_at
