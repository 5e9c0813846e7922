-- Orders, from their known lines.
select
  spine_id,
  order_id,
  min(ordered_at) as ordered_at,
  sum(amount) as amount,
  sum(margin) as margin,
  sum(try_cast(quantity as decimal(18, 4))) as units
from known_lines
where kind = 'sale'
group by spine_id, order_id
