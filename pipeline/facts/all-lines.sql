-- Every order line and every refund. A late delivery counts from 14 days after the order.
select
  o.order_id, o.customer_id, o.kind, o.ordered_at, o.amount, coalesce(o.margin, o.amount) as margin, o.category, o.channel,
  case when o.ordered_at < s.since_14 and o.known_at < s.since_14 then o.delivered_late end as delivered_late
  -- own columns of o
from as_of_dates s
join orders o on o.ordered_at < s.as_of_at and o.known_at < s.as_of_at
