-- What shows that a customer is still there: purchases.
select customer_id, ordered_at as visited_at, known_at from orders where kind = 'sale'
