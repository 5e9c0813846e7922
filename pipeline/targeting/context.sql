-- Customers of the given standings, the first by priority, each with what a list says of them. Strictly point in time:
-- only rows that happened and arrived before the as-of date count. Portable Trino SQL; {{…}} is filled by context.ts.
with chosen as (
  select
    s.customer_id, s.standing, s.priority, s.churn, s.churn_low, s.churn_high, s.clv, s.clv_p10, s.clv_p50, s.clv_p90,
    s.clv_if_kept, s.clv_if_lost, s.value_at_risk
  from {{ranked}} s
  where s.standing in ({{standings}})
  order by s.priority desc, s.customer_id
  limit {{limit}}
),
people as (
  select p.customer_id, p.name, p.segment, p.country, p.language, p.contact_consent
  from {{customers}} p
  where p.joined_at < {{as_of}} and p.known_at < {{as_of}}
),
known_touches as (
  select t.customer_id, t.touched_at, t.opted_out_at, t.arm, coalesce(t.delivered, true) as delivered
  from {{touches}} t
  join chosen c on c.customer_id = t.customer_id
  where t.touched_at < {{as_of}} and t.known_at < {{as_of}}
),
contacts as (
  select
    customer_id,
    max(touched_at) as last_touch_at,
    count_if(touched_at >= {{as_of}} - interval '90' day) as touches_90d
  from known_touches
  where delivered and arm = 'contact'
  group by customer_id
),
opt_outs as (
  select customer_id, max(opted_out_at) as opted_out_at
  from known_touches
  where opted_out_at < {{as_of}}
  group by customer_id
),
known_answers as (
  select a.customer_id, a.survey_id, a.kind, a.answered_at, a.score, a.sentiment
  from {{surveys}} a
  join chosen c on c.customer_id = a.customer_id
  where a.invited_at < {{as_of}} and a.answered_at < {{as_of}} and a.known_at < {{as_of}}
),
ordered_answers as (
  select
    customer_id, kind, score,
    row_number() over (
      partition by customer_id, kind
      order by answered_at desc, survey_id desc nulls last, score
    ) as place
  from known_answers
  where score is not null
),
last_scores as (
  select
    customer_id,
    max(case when kind = 'nps' then score end) as last_nps,
    max(case when kind = 'csat' then score end) as last_csat,
    max(case when kind = 'ces' then score end) as last_ces
  from ordered_answers
  where place = 1
  group by customer_id
),
known_tickets as (
  select k.customer_id, k.ticket_id, k.opened_at, k.resolved_at, k.reopened_at, k.sentiment
  from {{tickets}} k
  join chosen c on c.customer_id = k.customer_id
  where k.opened_at < {{as_of}} and k.known_at < {{as_of}}
),
open_tickets as (
  select customer_id, count(*) as open_tickets, min(opened_at) as oldest_opened_at
  from known_tickets
  where resolved_at is null
    or resolved_at >= {{as_of}}
    or (reopened_at < {{as_of}} and reopened_at > resolved_at)
  group by customer_id
),
moods as (
  select customer_id, answered_at as said_at, 1 as origin, survey_id as row_id, sentiment
  from known_answers where sentiment is not null
  union all
  select customer_id, opened_at as said_at, 2 as origin, ticket_id as row_id, sentiment
  from known_tickets where sentiment is not null
),
ordered_moods as (
  select
    customer_id, sentiment,
    row_number() over (
      partition by customer_id
      order by said_at desc, origin, row_id desc nulls last, sentiment
    ) as place
  from moods
),
known_orders as (
  select o.customer_id, o.ordered_at, o.kind, coalesce(o.margin, o.amount) as earned
  from {{orders}} o
  join chosen c on c.customer_id = o.customer_id
  where o.ordered_at < {{as_of}} and o.known_at < {{as_of}}
),
last_orders as (
  select customer_id, max(ordered_at) as last_order_at
  from known_orders
  where kind = 'sale'
  group by customer_id
),
order_margins as (
  select o.customer_id, sum(o.earned) as margin
  from known_orders o
  join last_orders l on l.customer_id = o.customer_id
  where o.ordered_at > l.last_order_at - interval '365' day
  group by o.customer_id
),
known_terms as (
  select
    t.customer_id, t.started_at, coalesce(t.monthly_margin, t.monthly_amount) as monthly,
    case when t.ended_at < {{as_of}} and t.end_known_at < {{as_of}} then t.ended_at else {{as_of}} end as until_at
  from {{subscriptions}} t
  join chosen c on c.customer_id = t.customer_id
  where t.started_at < {{as_of}} and t.known_at < {{as_of}}
),
last_terms as (
  select customer_id, max(until_at) as last_until_at
  from known_terms
  group by customer_id
),
term_days as (
  select
    t.customer_id, t.monthly,
    date_diff(
      'day',
      case
        when t.started_at > l.last_until_at - interval '365' day then t.started_at
        else l.last_until_at - interval '365' day
      end,
      t.until_at
    ) as days
  from known_terms t
  join last_terms l on l.customer_id = t.customer_id
  where t.until_at > l.last_until_at - interval '365' day
),
term_margins as (
  select customer_id, sum(monthly * cast(days as decimal(9,0))) as margin_days
  from term_days
  group by customer_id
)
select
  c.customer_id,
  c.standing,
  c.priority,
  p.name,
  p.segment,
  p.country,
  p.language,
  c.churn,
  c.churn_low,
  c.churn_high,
  c.clv,
  c.clv_p10,
  c.clv_p50,
  c.clv_p90,
  c.clv_if_kept,
  c.clv_if_lost,
  c.value_at_risk,
  p.contact_consent as consent,
  cast(to_unixtime(x.opted_out_at) as double) as opted_out_at,
  cast(to_unixtime(k.last_touch_at) as double) as last_touch_at,
  cast(date_diff('day', k.last_touch_at, {{as_of}}) as integer) as last_touch_days,
  cast(coalesce(k.touches_90d, 0) as integer) as touches_90d,
  cast(a.last_nps as double) as last_nps,
  cast(a.last_csat as double) as last_csat,
  cast(a.last_ces as double) as last_ces,
  case when m.sentiment > 0.25 then 'positive' when m.sentiment < -0.25 then 'negative' when m.sentiment is not null then 'mixed' end as sentiment,
  cast(coalesce(o.open_tickets, 0) as integer) as open_tickets,
  cast(date_diff('day', o.oldest_opened_at, {{as_of}}) as integer) as open_ticket_days,
  cast(date_diff('day', l.last_order_at, {{as_of}}) as integer) as last_order_days,
  case
    when r.margin is null and b.margin_days is null then null
    else coalesce(cast(r.margin as double), 0e0) + coalesce(cast(b.margin_days as double), 0e0) / 30.4375e0
  end as past_margin_365d
from chosen c
left join people p on p.customer_id = c.customer_id
left join contacts k on k.customer_id = c.customer_id
left join opt_outs x on x.customer_id = c.customer_id
left join last_scores a on a.customer_id = c.customer_id
left join (select customer_id, sentiment from ordered_moods where place = 1) m on m.customer_id = c.customer_id
left join open_tickets o on o.customer_id = c.customer_id
left join last_orders l on l.customer_id = c.customer_id
left join order_margins r on r.customer_id = c.customer_id
left join term_margins b on b.customer_id = c.customer_id
