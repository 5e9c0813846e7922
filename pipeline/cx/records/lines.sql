-- Lines of orders and refunds, each at its own time, in money.
select
  o.customer_id, o.ordered_at as moment, o.category, o.channel,
  case when o.kind = 'sale' then o.amount else 0 end as sold,
  case when o.kind = 'refund' then -o.amount else 0 end as refunded
  -- own columns of o
from all_lines o
