select
  g.on_day, g.customer_id,
  date_diff('day', g.last_at, g.as_of_at) as away_days,
  date_diff('day', g.first_at, g.last_at) as stayed_days,
  g.times,
  case when b.customer_id is null then 0 else 1 end as came_back
from gone g
left join back b on b.on_day = g.on_day and b.customer_id = g.customer_id
