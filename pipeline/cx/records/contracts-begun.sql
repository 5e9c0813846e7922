-- Customers on the day on which their subscription began, and whether it still ran thirteen months later.
select
  customer_id, started_day as day,
  case when ended_day >= cast(date_add('month', 13, started_day) as date) then 1 else 0 end as is_in_force
from ({{runs}}) r
