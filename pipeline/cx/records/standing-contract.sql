-- Customers with a running subscription, as changes; of these, those whose subscriptions ended within so many days.
with runs as (
  select
    customer_id,
    cast(date_add('day', 1, started_day) as date) as from_day,
    cast(date_add('day', 1, ended_day) as date) as until_day,
    cast(date_add('day', 1 - {{horizon}}, ended_day) as date) as churned_from,
    cast(date_add('day', 1 - 90, ended_day) as date) as lost_90_from
  from ({{runs}}) r
  where ended_day > started_day
)
select customer_id, from_day as day, 1 as active, 0 as churned, 0 as lost_90 from runs
union all
select customer_id, until_day, -1, -1, -1 from runs
union all
select customer_id, case when churned_from > from_day then churned_from else from_day end, 0, 1, 0 from runs
union all
select customer_id, case when lost_90_from > from_day then lost_90_from else from_day end, 0, 0, 1 from runs
