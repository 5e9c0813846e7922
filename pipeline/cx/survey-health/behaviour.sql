-- What each customer had done in the year before an ask.
select
  k.customer_id, k.invited_at,
  count(distinct o.order_id) as orders_365,
  cast(sum(cast(o.margin as decimal(17, 2))) as double) as margin_365,
  date_diff('day', max(o.ordered_at), k.invited_at) as recency_days
from (select distinct s.customer_id, s.invited_at from cx_asked s where {{looked}}) k
left join all_lines o
  on o.customer_id = k.customer_id and o.kind = 'sale'
  and o.ordered_at < k.invited_at and o.ordered_at >= date_add('day', -365, k.invited_at)
group by k.customer_id, k.invited_at
