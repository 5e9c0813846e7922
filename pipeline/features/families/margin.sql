-- Margin and refunds, each order line and each refund at its own time.
with sums as (
  select
    s.spine_id,
    sum(case when o.ordered_at >= s.since_30 then o.margin end) as margin_30,
    sum(case when o.ordered_at >= s.since_90 then o.margin end) as margin_90,
    sum(case when o.ordered_at >= s.since_180 and o.ordered_at < s.since_90 then o.margin end) as margin_before_90,
    sum(case when o.ordered_at >= s.since_365 then o.margin end) as margin_365,
    sum(case when o.ordered_at >= s.since_365 and o.kind = 'sale' then o.margin end) as sale_margin_365,
    sum(case when o.ordered_at >= s.since_365 and o.kind = 'sale' then o.amount end) as sales_365,
    sum(case when o.ordered_at >= s.since_365 and o.kind = 'refund' then o.amount end) as refunded_365
  from known_lines o
  join spine s on s.spine_id = o.spine_id
  group by s.spine_id
),
refunds as (
  select spine_id, order_id, max(ordered_at) as refunded_at
  from known_lines
  where kind = 'refund'
  group by spine_id, order_id
),
refund_counts as (
  select
    s.spine_id,
    count_if(r.refunded_at >= s.since_90) as n_90,
    count_if(r.refunded_at >= s.since_365) as n_365,
    max(r.refunded_at) as last_at
  from refunds r
  join spine s on s.spine_id = r.spine_id
  group by s.spine_id
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
