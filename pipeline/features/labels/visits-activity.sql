-- What shows that a customer is still there: purchases and anything done in the shop or the product.
select customer_id, ordered_at as visited_at, known_at from orders where kind = 'sale'
union all
select customer_id, happened_at as visited_at, known_at from events
