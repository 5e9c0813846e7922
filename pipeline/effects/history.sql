-- What else was known before the draw of the units of campaigns that nobody randomised. Portable Trino SQL; {{…}} is filled by
-- make-outcomes.ts.
with units as (
  select unit_id, spine_id, drawn_at, before_at, earlier_at
  from effect_units
  where is_compared = 1 and campaign in ({{observed}})
),
lines as (
  select
    u.unit_id,
    sum(case when l.ordered_at >= u.earlier_at and l.ordered_at < u.before_at then l.margin end) as margin_earlier,
    sum(l.amount) as spent_before,
    count(distinct case when l.kind = 'sale' then l.order_id end) as orders_before,
    min(l.ordered_at) as first_at,
    max(case when l.kind = 'sale' then l.ordered_at end) as last_at
  from units u
  join known_lines l on l.spine_id = u.spine_id
  where l.ordered_at < u.drawn_at
  group by u.unit_id
),
fees as (
  select u.unit_id, sum({{fee_earlier}}) as margin_earlier, min(t.started_at) as first_at
  from units u
  join known_terms t on t.spine_id = u.spine_id
  where t.started_at < u.drawn_at
  group by u.unit_id
),
cases as (
  select u.unit_id, count(*) as tickets_before
  from units u
  join known_tickets k on k.spine_id = u.spine_id
  where k.opened_at < u.drawn_at and k.opened_at >= u.drawn_at - interval '90' day
  group by u.unit_id
)
select
  u.unit_id,
  cast(coalesce(l.margin_earlier, 0) + coalesce(f.margin_earlier, 0) as decimal(17, 2)) as margin_earlier,
  cast(coalesce(l.spent_before, 0) as decimal(17, 2)) as spent_before,
  coalesce(l.orders_before, 0) as orders_before,
  coalesce(date_diff('day', coalesce(l.last_at, f.first_at), u.drawn_at), 0) as recency_days,
  coalesce(date_diff('day', least(coalesce(l.first_at, f.first_at), coalesce(f.first_at, l.first_at)), u.drawn_at), 0)
    as tenure_days,
  coalesce(c.tickets_before, 0) as tickets_before
from units u
left join lines l on l.unit_id = u.unit_id
left join fees f on f.unit_id = u.unit_id
left join cases c on c.unit_id = u.unit_id
