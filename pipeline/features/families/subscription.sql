-- Subscriptions. An end counts from when it became known, which may be before the last day (notice given).
with judged as (
  select
    t.spine_id, s.as_of_at, s.since_365, t.subscription_id, t.started_at, t.plan, t.monthly_amount, t.monthly_margin,
    t.period_months, t.ended_at, t.is_running,
    lag(t.plan) over (partition by t.spine_id, t.subscription_id order by t.started_at) as plan_before,
    lag(t.monthly_amount) over (partition by t.spine_id, t.subscription_id order by t.started_at) as amount_before,
    (year(s.as_of_at) - year(t.started_at)) * 12 + month(s.as_of_at) - month(t.started_at) as months
  from known_terms t
  join spine s on s.spine_id = t.spine_id
),
sums as (
  select
    spine_id,
    min(started_at) as first_at,
    count(*) as n,
    sum(is_running) as running,
    sum(case when is_running = 1 then monthly_amount end) as monthly_amount,
    sum(case when is_running = 1 then monthly_margin end) as monthly_margin,
    count_if(plan <> plan_before and started_at >= since_365) as plan_changes_365,
    count_if(is_running = 0) as ended,
    min(case when is_running = 1 then ended_at end) as ends_at
  from judged
  group by spine_id
),
placed as (
  select
    spine_id, plan, monthly_amount, amount_before, started_at, period_months, is_running,
    case
      when date_add('month', months / nullif(period_months, 0) * period_months, started_at) > as_of_at
        then date_add('month', months / nullif(period_months, 0) * period_months, started_at)
      else date_add('month', (months / nullif(period_months, 0) + 1) * period_months, started_at)
    end as renews_at,
    row_number() over (partition by spine_id order by is_running desc, started_at desc, subscription_id desc) as place
  from judged
)
select
  s.spine_id,
  cast(date_diff('second', a.first_at, s.as_of_at) as double) / 86400e0 as subscription_tenure_days,
  coalesce(a.running, 0) as subscriptions_running,
  coalesce(a.monthly_amount, 0) as monthly_amount,
  coalesce(a.monthly_margin, 0) as monthly_margin,
  case when l.is_running = 1 then cast(date_diff('second', l.started_at, s.as_of_at) as double) / 86400e0 end as term_days,
  case when l.is_running = 1 then cast(date_diff('second', s.as_of_at, l.renews_at) as double) / 86400e0 end
    as renewal_in_days,
  cast(l.period_months as double) as period_months,
  coalesce(a.plan_changes_365, 0) as plan_changes_365d,
  cast(l.monthly_amount as double) / nullif(cast(l.amount_before as double), 0e0) - 1e0 as fee_change,
  coalesce(a.ended, 0) as terms_ended,
  case when a.ends_at is not null then 1 else 0 end as notice_given,
  l.plan as plan
from spine s
left join sums a on a.spine_id = s.spine_id
left join placed l on l.spine_id = s.spine_id and l.place = 1
