-- Every order that was known at the as-of date, from those of its lines that were.
select
  s.spine_id,
  o.order_id,
  min(o.ordered_at) as ordered_at,
  sum(o.amount) as amount,
  sum(coalesce(o.margin, o.amount)) as margin,
  sum(try_cast(o.quantity as decimal(18, 4))) as units
from spine s
join orders o on o.customer_id = s.customer_id
where o.kind = 'sale' and o.ordered_at < s.as_of_at and o.known_at < s.as_of_at
group by s.spine_id, o.order_id
