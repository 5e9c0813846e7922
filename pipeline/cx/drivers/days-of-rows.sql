-- Days on which each row's customer was active before, and in the window.
select
  r.row_id,
  count_if(d.day < cast(r.moment as date) and d.day >= cast(date_add('day', -30, r.moment) as date)) as days_30,
  count_if(d.day < cast(r.moment as date) and d.day >= cast(date_add('day', -90, r.moment) as date)) as days_90,
  max(case when d.day <= cast(r.moment as date) then d.day end) as seen_day,
  count_if(d.day > cast(r.start_at as date) and d.day <= cast(r.end_at as date)) as days_after
from driver_rows r
join (
  select distinct e.customer_id, cast(e.happened_at as date) as day
  from driver_people p
  join all_events e on e.customer_id = p.customer_id
) d on d.customer_id = r.customer_id and d.day <= cast(r.end_at as date)
group by r.row_id
