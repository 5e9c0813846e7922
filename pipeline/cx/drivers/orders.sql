-- Orders and refunds of the customers looked at, each at its own time. Slots: make-moments.ts.
select
  l.customer_id, l.order_id, l.kind, l.ordered_at, sum(l.margin) as margin, sum(l.amount) as amount,
  max(case when l.delivered_late then 1 else 0 end) as is_late
from driver_people p
join all_lines l on l.customer_id = p.customer_id
group by l.customer_id, l.order_id, l.kind, l.ordered_at
