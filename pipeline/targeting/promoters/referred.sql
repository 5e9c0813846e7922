-- Worth of the customers who came in the last year, by whether another customer brought them. Portable Trino SQL.
select
  case when c.referred_by is null then 0 else 1 end as is_referred, count(*) as n,
  cast(sum(cast(s.clv as decimal(18, 2))) as double) as clv,
  cast(sum(cast(s.clv as decimal(18, 2)) * cast(s.clv as decimal(18, 2))) as double) as squares
from customers c
join {{ranked}} s on s.customer_id = c.customer_id
where c.joined_at < {{as_of}} and c.known_at < {{as_of}} and c.joined_at >= {{as_of}} - interval '365' day
group by case when c.referred_by is null then 0 else 1 end
order by is_referred
