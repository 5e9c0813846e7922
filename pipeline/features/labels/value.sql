-- Margin net of refunds (revenue where no margin is known) within the value windows, discounted to the as-of date. A fee
-- accrues evenly over its term. Each amount is rounded to a decimal after discounting, so that sums are exact.
with lines as (
  select
    s.spine_id,
    case when o.ordered_at < s.value_end_at then 1 else 0 end as is_observed,
    cast(
      cast(coalesce(o.margin, o.amount) as double)
        * exp(-{{force}} * cast(date_diff('second', s.as_of_at, o.ordered_at) as double) / 86400e0)
      as decimal(26, 6)) as earned
  from spine s
  join orders o on o.customer_id = s.customer_id
  where o.ordered_at >= s.as_of_at and o.known_at < s.known_until
    and o.ordered_at < coalesce(s.full_value_end_at, s.value_end_at)
),
terms as (
  select
    s.spine_id,
    cast(coalesce(t.monthly_margin, t.monthly_amount) as double) * 12e0 / 365.25e0 as a_day,
    greatest(cast(date_diff('second', s.as_of_at, t.started_at) as double) / 86400e0, 0e0) as from_day,
    cast(date_diff('second', s.as_of_at, case when t.end_known_at < s.known_until then t.ended_at end) as double) / 86400e0
      as until_day,
    cast(date_diff('second', s.as_of_at, s.value_end_at) as double) / 86400e0 as observed_days,
    cast(date_diff('second', s.as_of_at, s.full_value_end_at) as double) / 86400e0 as full_days
  from spine s
  join subscriptions t on t.customer_id = s.customer_id
  where t.started_at < coalesce(s.full_value_end_at, s.value_end_at) and t.known_at < s.known_until
    and (t.ended_at is null or t.end_known_at is null or t.end_known_at >= s.known_until or t.ended_at > s.as_of_at)
),
bounded as (
  select
    spine_id, a_day, from_day,
    greatest(from_day, least(coalesce(until_day, observed_days), observed_days)) as observed_until,
    greatest(from_day, least(coalesce(until_day, full_days), full_days)) as full_until
  from terms
),
fees as (
  select
    spine_id,
    cast(a_day * {{accrued_until_observed}} as decimal(26, 6)) as observed,
    cast(a_day * {{accrued_until_full}} as decimal(26, 6)) as full_value
  from bounded
),
parts as (
  select spine_id, case when is_observed = 1 then earned end as observed, earned as full_value from lines
  union all
  select spine_id, observed, full_value from fees
),
sums as (
  select spine_id, sum(observed) as observed, sum(full_value) as full_value from parts group by spine_id
)
select
  s.spine_id,
  case when s.value_end_at is not null then coalesce(a.observed, 0) end as observed_value,
  case when s.full_value_end_at is not null then coalesce(a.full_value, 0) end as full_value
from spine s
left join sums a on a.spine_id = s.spine_id
