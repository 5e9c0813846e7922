-- One row a driver and moment of customers who could still leave: the dose, the state before, what came after. Slots:
-- make-rows.ts.
select
  r.row_id, r.driver, r.place, dense_rank() over (order by r.customer_id) as customer, r.dose,
  p.segment, p.country, p.acquisition_channel, r.about_a, r.about_b, substr(cast(r.moment as varchar), 1, 7) as month,
  coalesce(o.orders_90, 0) as orders_90,
  coalesce(o.orders_365, 0) as orders_365,
  coalesce(o.spent_365, 0) as spent_365,
  coalesce(o.margin_90, 0) + coalesce(t.margin_90, 0) as margin_90,
  coalesce(o.margin_365, 0) + coalesce(t.margin_365, 0) as margin_365,
  coalesce(o.late_365, 0) as late_365,
  coalesce(date_diff('day', o.last_at, r.moment), 0) as recency_days,
  case when o.last_at is null then 1 else 0 end as has_not_bought,
  greatest(0, coalesce(date_diff('day', least(
    coalesce(p.joined_at, o.first_at, t.first_at), coalesce(o.first_at, p.joined_at), coalesce(t.first_at, p.joined_at)
  ), r.moment), 0)) as tenure_days,
  coalesce(c.cases_90, 0) as cases_90,
  coalesce(c.cases_365, 0) as cases_365,
  coalesce(c.cases_open, 0) as cases_open,
  coalesce(d.days_30, 0) as days_30,
  coalesce(d.days_90, 0) as days_90,
  case when {{kept}} then 1 else 0 end as kept,
  coalesce(o.margin_after, 0) + coalesce(t.margin_after, 0) as margin
from driver_rows r
join driver_people p on p.customer_id = r.customer_id
left join driver_orders_before o on o.row_id = r.row_id
left join driver_cases_before c on c.row_id = r.row_id
left join driver_days_before d on d.row_id = r.row_id
left join driver_terms_before t on t.row_id = r.row_id
where {{active}}
