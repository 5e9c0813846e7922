-- Customers on the day on which their last subscription ended, and whether another began within 90 days.
select
  customer_id, ended_day as day,
  case when next_day <= cast(date_add('day', 90, ended_day) as date) then 1 else 0 end as is_back
from (
  select
    customer_id, ended_day,
    lead(started_day) over (partition by customer_id order by started_day) as next_day
  from ({{runs}}) r
) k
where ended_day < date '9999-01-01'
