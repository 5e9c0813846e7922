-- Steps of attempts that began in the window and have had their 7 days: each step once, in the order in which it was first come to.
select
  k.customer_id, k.journey, k.journey_id, k.step, k.began_at, k.is_failed,
  max(k.is_completed) over (partition by k.customer_id, k.journey, k.journey_id) as is_completed,
  row_number() over (partition by k.customer_id, k.journey, k.journey_id order by k.last_at desc, k.first_at desc, k.step desc) as back,
  row_number() over (partition by k.customer_id, k.journey, k.journey_id order by k.first_at, k.step) as place
from (
  select
    b.customer_id, b.journey, b.journey_id, b.step, b.began_at, min(b.happened_at) as first_at, max(b.happened_at) as last_at,
    max(case when b.outcome = 'failed' then 1 else 0 end) as is_failed,
    max(case when b.outcome = 'completed' then 1 else 0 end) as is_completed
  from (
    select
      e.customer_id, e.journey, e.journey_id, e.name as step, e.happened_at, e.outcome,
      min(e.happened_at) over (partition by e.customer_id, e.journey, e.journey_id) as began_at
    from all_events e
    where e.kind = 'step' and e.journey_id is not null
  ) b
  where b.began_at >= {{from_at}} and b.began_at < {{until_at}} and date_diff('second', b.began_at, b.happened_at) < 7 * 86400
  group by b.customer_id, b.journey, b.journey_id, b.step, b.began_at
) k
