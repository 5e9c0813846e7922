-- Every term of a subscription. An end counts from when it became known.
select
  t.subscription_id, t.customer_id, t.started_at, t.plan, coalesce(t.monthly_margin, t.monthly_amount) as monthly_margin,
  case when t.end_known_at < s.as_of_at then t.ended_at end as ended_at
  -- own columns of t
from as_of_dates s
join subscriptions t on t.started_at < s.as_of_at and t.known_at < s.as_of_at
