-- Unbroken runs of a customer's subscriptions: terms that follow within the grace period are one; one that has not ended
-- ends in the year 9999.
select customer_id, run, min(started_day) as started_day, max(ended_day) as ended_day
from (
  select
    customer_id, started_day, ended_day,
    sum(case when ended_before is null or started_day > cast(date_add('day', {{grace}}, ended_before) as date) then 1 else 0 end)
      over (partition by customer_id order by started_day, ended_day rows between unbounded preceding and current row)
      as run
  from (
    select
      customer_id, started_day, ended_day,
      max(ended_day) over (
        partition by customer_id order by started_day, ended_day rows between unbounded preceding and 1 preceding
      ) as ended_before
    from (
      select
        t.customer_id, {{day of t.started_at}} as started_day,
        case when t.ended_at is null then date '9999-01-01' else {{day of t.ended_at}} end as ended_day
      from all_terms t
    ) d
  ) b
) r
group by customer_id, run
