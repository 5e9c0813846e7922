-- Orders by when they were placed: whether they hold a category that the customer had not bought before, and came on time.
select
  customer_id, min(ordered_at) as moment, min(channel) as channel,
  min(case when first_at < ordered_at then 1 else 0 end) as is_repeat,
  max(case when category is not null and first_of_category_at = ordered_at then 1 else 0 end) as has_new_category,
  max(case when delivered_late then 1 when not delivered_late then 0 end) as is_late
  -- first own columns of l
from (
  select
    o.customer_id, o.order_id, o.ordered_at, o.channel, o.category, o.delivered_late,
    min(o.ordered_at) over (partition by o.customer_id) as first_at,
    min(o.ordered_at) over (partition by o.customer_id, o.category) as first_of_category_at
    -- own columns of o
  from all_lines o
  where o.kind = 'sale'
) l
group by customer_id, order_id
