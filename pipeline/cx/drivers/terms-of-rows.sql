-- Subscriptions of each row's customer: whether one ran at the moment and still runs at the end of the window, and fees as
-- they accrue. Slots: make-rows.ts.
select
  r.row_id,
  min(t.started_at) as first_at,
  count_if(t.started_at <= r.moment and (t.ended_at is null or t.ended_at > r.moment)) as running,
  count_if(t.started_at <= date_add('day', {{grace}}, r.end_at) and (t.ended_at is null or t.ended_at > r.end_at))
    as running_after,
  sum(case when t.started_at < r.moment then {{fee_90}} end) as margin_90,
  sum(case when t.started_at < r.moment then {{fee_365}} end) as margin_365,
  sum({{fee_after}}) as margin_after
from driver_rows r
join (
  select w.customer_id, w.started_at, w.ended_at, w.monthly_margin
  from driver_people p
  join all_terms w on w.customer_id = p.customer_id
) t on t.customer_id = r.customer_id and t.started_at <= date_add('day', {{grace}}, r.end_at)
group by r.row_id
