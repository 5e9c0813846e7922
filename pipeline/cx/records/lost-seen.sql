-- Customers on the day on which they counted as gone, and whether they were seen again within 90 days.
select
  customer_id, cast(date_add('day', {{lookback}} + 1, day) as date) as day,
  case when next_day < cast(date_add('day', {{lookback}} + 91, day) as date) then 1 else 0 end as is_back
from ({{gaps}}) g
where next_day is null or next_day > cast(date_add('day', {{lookback}}, day) as date)
