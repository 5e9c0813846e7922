-- Days on which customers were seen, each with the next such day.
select customer_id, day, lead(day) over (partition by customer_id order by day) as next_day
from (select distinct customer_id, {{day of v.seen_at}} as day from ({{seen}}) v) d
