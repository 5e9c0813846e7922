-- Margin and refunds, each order line and each refund at its own time.
with known as (
  select
    s.spine_id, s.since_30, s.since_90, s.since_180, s.since_365,
    o.order_id, o.ordered_at, o.kind, o.amount, coalesce(o.margin, o.amount) as margin
  from spine s
  join orders o on o.customer_id = s.customer_id
  where o.ordered_at < s.as_of_at and o.known_at < s.as_of_at
),
sums as (
  select
    spine_id,
    sum(case when ordered_at >= since_30 then margin end) as margin_30,
    sum(case when ordered_at >= since_90 then margin end) as margin_90,
    sum(case when ordered_at >= since_180 and ordered_at < since_90 then margin end) as margin_before_90,
    sum(case when ordered_at >= since_365 then margin end) as margin_365,
    sum(case when ordered_at >= since_365 and kind = 'sale' then margin end) as sale_margin_365,
    sum(case when ordered_at >= since_365 and kind = 'sale' then amount end) as sales_365,
    sum(case when ordered_at >= since_365 and kind = 'refund' then amount end) as refunded_365
  from known
  group by spine_id
),
refunds as (
  select
    spine_id, since_90, since_365, order_id, max(ordered_at) as refunded_at
  from known
  where kind = 'refund'
  group by spine_id, since_90, since_365, order_id
),
refund_counts as (
  select
    spine_id,
    count_if(refunded_at >= since_90) as n_90,
    count_if(refunded_at >= since_365) as n_365,
    max(refunded_at) as last_at
  from refunds
  group by spine_id
)
select
  s.spine_id,
  coalesce(m.margin_30, 0) as margin_30d,
  coalesce(m.margin_90, 0) as margin_90d,
  coalesce(m.margin_365, 0) as margin_365d,
  coalesce(m.margin_90, 0) - coalesce(m.margin_before_90, 0) as margin_change_90d,
  cast(m.sale_margin_365 as double) / nullif(cast(m.sales_365 as double), 0e0) as margin_rate_365d,
  coalesce(r.n_90, 0) as refunds_90d,
  coalesce(r.n_365, 0) as refunds_365d,
  -coalesce(m.refunded_365, 0) as refunded_365d,
  cast(-coalesce(m.refunded_365, 0) as double) / nullif(cast(m.sales_365 as double), 0e0) as refunded_share_365d,
  cast(date_diff('second', r.last_at, s.as_of_at) as double) / 86400e0 as refund_recency_days
from spine s
left join sums m on m.spine_id = s.spine_id
left join refund_counts r on r.spine_id = s.spine_id
