-- How broadly a customer buys: different products and categories.
with ordered as (
  select spine_id, product_id, order_id, max(ordered_at) as last_at
  from known_lines
  where kind = 'sale' and product_id is not null
  group by spine_id, product_id, order_id
),
products as (
  select spine_id, product_id, count(*) as in_orders, max(last_at) as last_at
  from ordered
  group by spine_id, product_id
),
product_counts as (
  select
    p.spine_id, count(*) as n, count_if(p.last_at >= s.since_365) as n_365,
    count_if(p.in_orders >= 2) as repeated, sum(p.in_orders) as in_orders
  from products p
  join spine s on s.spine_id = p.spine_id
  group by p.spine_id
),
categories as (
  select spine_id, category, count(*) as n_lines, max(ordered_at) as last_at
  from known_lines
  where kind = 'sale' and category is not null
  group by spine_id, category
),
ranked as (
  select
    c.spine_id, c.category, c.n_lines, case when c.last_at >= s.since_365 then 1 else 0 end as in_365,
    row_number() over (partition by c.spine_id order by c.n_lines desc, c.category) as place
  from categories c
  join spine s on s.spine_id = c.spine_id
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
