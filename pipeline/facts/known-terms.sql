-- Terms of subscriptions. An end counts from when it became known, which may be before the last day (notice given).
with known as (
  select
    s.spine_id, s.as_of_at, t.subscription_id, t.started_at, t.plan, t.monthly_amount,
    coalesce(t.monthly_margin, t.monthly_amount) as monthly_margin, t.period_months,
    case when t.end_known_at < s.as_of_at then t.ended_at end as ended_at
  from spine s
  join subscriptions t on t.customer_id = s.customer_id
  where t.started_at < s.as_of_at and t.known_at < s.as_of_at
)
select
  spine_id, subscription_id, started_at, plan, monthly_amount, monthly_margin, period_months, ended_at,
  case when ended_at is null or ended_at > as_of_at then 1 else 0 end as is_running
from known
