-- What each row's customer had bought before, and bought in the window. Lateness is known 14 days after an order.
select
  r.row_id,
  count_if(o.kind = 'sale' and o.ordered_at < r.moment and o.ordered_at >= date_add('day', -90, r.moment)) as orders_90,
  count_if(o.kind = 'sale' and o.ordered_at < r.moment and o.ordered_at >= date_add('day', -365, r.moment)) as orders_365,
  sum(case when o.ordered_at < r.moment and o.ordered_at >= date_add('day', -365, r.moment) then o.amount end)
    as spent_365,
  sum(case when o.ordered_at < r.moment and o.ordered_at >= date_add('day', -90, r.moment) then o.margin end)
    as margin_90,
  sum(case when o.ordered_at < r.moment and o.ordered_at >= date_add('day', -365, r.moment) then o.margin end)
    as margin_365,
  sum(case when o.kind = 'sale' and o.ordered_at < date_add('day', -14, r.moment)
    and o.ordered_at >= date_add('day', -365, r.moment) then o.is_late end) as late_365,
  min(case when o.kind = 'sale' and o.ordered_at < r.moment then o.ordered_at end) as first_at,
  max(case when o.kind = 'sale' and o.ordered_at < r.moment then o.ordered_at end) as last_at,
  max(case when o.kind = 'sale' and o.ordered_at <= r.moment then o.ordered_at end) as seen_at,
  count_if(o.kind = 'sale' and o.ordered_at >= r.start_at and o.ordered_at < r.end_at) as orders_after,
  sum(case when o.ordered_at >= r.start_at and o.ordered_at < r.end_at then o.margin end) as margin_after
from driver_rows r
join driver_orders o on o.customer_id = r.customer_id
where o.ordered_at < r.end_at
group by r.row_id
