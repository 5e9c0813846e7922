-- Customers who can still leave, as changes: active from the day after one on which they were seen until the look-back has
-- passed or they are seen again; of these, those who were not to be seen for so many days.
with gaps as (
  select
    customer_id,
    cast(date_add('day', 1, day) as date) as from_day,
    cast(date_add('day', {{lookback}} + 1, day) as date) as gone_day,
    cast(date_add('day', 1, next_day) as date) as seen_day,
    cast(date_add('day', 1 - {{horizon}}, next_day) as date) as churned_until,
    cast(date_add('day', 1 - 90, next_day) as date) as lost_90_until
  from ({{gaps}}) g
),
spans as (
  select
    customer_id, from_day,
    case when seen_day < gone_day then seen_day else gone_day end as active_until,
    case when churned_until < gone_day then churned_until else gone_day end as churned_until,
    case when lost_90_until < gone_day then lost_90_until else gone_day end as lost_90_until
  from gaps
)
select customer_id, from_day as day, 1 as active,
  case when churned_until > from_day then 1 else 0 end as churned,
  case when lost_90_until > from_day then 1 else 0 end as lost_90
from spans
union all
select customer_id, active_until, -1, 0, 0 from spans
union all
select customer_id, churned_until, 0, -1, 0 from spans where churned_until > from_day
union all
select customer_id, lost_90_until, 0, 0, -1 from spans where lost_90_until > from_day
