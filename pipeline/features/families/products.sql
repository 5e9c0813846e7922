-- How broadly a customer buys: different products and categories.
with known as (
  select o.spine_id, s.since_365, o.order_id, o.ordered_at, o.product_id, o.category
  from known_lines o
  join spine s on s.spine_id = o.spine_id
  where o.kind = 'sale'
),
products as (
  select spine_id, product_id, count(distinct order_id) as in_orders, max(case when ordered_at >= since_365 then 1 else 0 end) as in_365
  from known
  where product_id is not null
  group by spine_id, product_id
),
product_counts as (
  select
    spine_id, count(*) as n, sum(in_365) as n_365,
    count_if(in_orders >= 2) as repeated, sum(in_orders) as in_orders
  from products
  group by spine_id
),
categories as (
  select
    spine_id, category, count(*) as n_lines,
    max(case when ordered_at >= since_365 then 1 else 0 end) as in_365
  from known
  where category is not null
  group by spine_id, category
),
ranked as (
  select
    spine_id, category, n_lines, in_365,
    row_number() over (partition by spine_id order by n_lines desc, category) as place
  from categories
),
category_counts as (
  select
    spine_id, sum(in_365) as n_365,
    max(case when place = 1 then category end) as favourite,
    cast(max(n_lines) as double) / cast(sum(n_lines) as double) as favourite_share
  from ranked
  group by spine_id
),
order_counts as (
  select spine_id, count(*) as n from known_orders group by spine_id
)
select
  s.spine_id,
  coalesce(p.n_365, 0) as products_365d,
  cast(p.in_orders as double) / cast(o.n as double) as products_per_order,
  cast(p.repeated as double) / cast(p.n as double) as products_repeated_share,
  coalesce(c.n_365, 0) as categories_365d,
  c.favourite as favourite_category,
  c.favourite_share as favourite_category_share
from spine s
left join product_counts p on p.spine_id = s.spine_id
left join category_counts c on c.spine_id = s.spine_id
left join order_counts o on o.spine_id = s.spine_id
