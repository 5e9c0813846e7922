-- Of customers who were there at the start of the past period and bought in it: sums of what they brought in it, their
-- orders and what they brought before, by whether they bought of one category or of several.
with baskets as (
  select
    r.customer_id, r.earned_before, r.earned_after,
    cast(count(distinct o.order_id) as decimal(9, 0)) as orders,
    count(distinct o.category) as categories
  from {{table}} r
  join orders o on o.customer_id = r.customer_id
  where r.is_past = 1 and r.horizon_days = {{horizon}} and o.kind = 'sale'
    and o.ordered_at >= {{from}} and o.ordered_at < {{until}}
  group by r.customer_id, r.earned_before, r.earned_after
)
select
  case when categories > 1 then 1 else 0 end as several,
  count(*) as n,
  max(categories) as most_categories,
  cast(sum(earned_after) as double) as y,
  cast(sum(orders) as double) as o,
  cast(sum(earned_before) as double) as x,
  cast(sum(earned_after * earned_after) as double) as yy,
  cast(sum(earned_after * orders) as double) as yo,
  cast(sum(earned_after * earned_before) as double) as yx,
  cast(sum(orders * orders) as double) as oo,
  cast(sum(orders * earned_before) as double) as ox,
  cast(sum(earned_before * earned_before) as double) as xx
from baskets
group by case when categories > 1 then 1 else 0 end
order by several
