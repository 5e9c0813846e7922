-- Worth of the customers who came in the last year, by whether another customer brought them. Portable Trino SQL.
with spine as (
  select customer_id as spine_id, customer_id, {{as_of}} as as_of_at from customers
)
select
  case when k.referred_by is null then 0 else 1 end as is_referred, count(*) as n,
  cast(sum(cast(s.clv as decimal(19, 2))) as double) as clv,
  cast(sum(cast(s.clv as decimal(19, 2)) * cast(s.clv as decimal(19, 2))) as double) as squares
from known_customers k
join {{ranked}} s on s.customer_id = k.spine_id
where k.joined_at >= {{as_of}} - interval '365' day
group by case when k.referred_by is null then 0 else 1 end
order by is_referred
