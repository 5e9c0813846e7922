-- Support cases that each row's customer had opened before, and those still open then.
select
  r.row_id,
  count_if(c.opened_at >= date_add('day', -90, r.moment)) as cases_90,
  count_if(c.opened_at >= date_add('day', -365, r.moment)) as cases_365,
  count_if(c.ended_at is null or c.ended_at > r.moment) as cases_open
from driver_rows r
join (
  select
    k.customer_id, k.opened_at,
    case when k.reopened_at is null or k.resolved_at > k.reopened_at then k.resolved_at end as ended_at
  from driver_people p
  join all_cases k on k.customer_id = p.customer_id
) c on c.customer_id = r.customer_id and c.opened_at < r.moment
group by r.row_id
