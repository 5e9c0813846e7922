-- Customers of the given standings, the first by priority, each with what a list says of them: facts alone, known at the
-- as-of date. Portable Trino SQL; {{…}} is filled by context.ts.
with chosen as (
  select
    s.customer_id, s.standing, s.priority, s.churn, s.churn_low, s.churn_high, s.clv, s.clv_p10, s.clv_p50, s.clv_p90,
    s.clv_if_kept, s.clv_if_lost, s.value_at_risk{{chosen_learned}}
  from {{ranked}} s
  where s.standing in ({{standings}})
  {{first}}
),
spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from chosen
),
as_of_dates as (select {{as_of}} as as_of_at),
ordered_contacts as (
  select
    spine_id, touched_at, campaign,
    row_number() over (partition by spine_id order by touched_at desc) as place
  from known_touches
  where is_delivered = 1 and arm = 'contact'
),
contacts as (
  select
    spine_id,
    max(touched_at) as last_touch_at,
    max(case when place = {{max_touches}} then touched_at end) as limiting_touch_at,
    {{touched_by}}
    count_if(touched_at >= {{as_of}} - interval '90' day) as touches_90d
  from ordered_contacts
  group by spine_id
),
opt_outs as (
  select spine_id, max(opted_out_at) as opted_out_at from known_touches group by spine_id
),
refused as (select way, address from refused_addresses),
recorded as (select count_if(email <> '') > 0 as emails, count_if(phone <> '') > 0 as phones from customers),
last_scores as (
  select
    spine_id,
    max(case when kind = 'nps' then score end) as last_nps,
    max(case when kind = 'csat' then score end) as last_csat,
    max(case when kind = 'ces' then score end) as last_ces
  from known_answers
  where place = 1
  group by spine_id
),
open_tickets as (
  select spine_id, count(*) as open_tickets, min(opened_at) as oldest_opened_at
  from known_tickets
  where is_open = 1
  group by spine_id
),
ordered_moods as (
  select
    customer_id, sentiment,
    row_number() over (
      partition by customer_id
      order by said_at desc, said_in, row_id desc, sentiment
    ) as place
  from said_moods
),
complaints as (
  select customer_id, max(said_at) as complained_at from said_moods where sentiment < -0.25 group by customer_id
),
order_margins as (
  select o.spine_id, sum(o.margin) as margin
  from known_lines o
  join last_orders l on l.spine_id = o.spine_id
  where o.ordered_at > l.last_at - interval '365' day
  group by o.spine_id
),
terms as (
  select spine_id, started_at, monthly_margin, case when is_running = 1 then {{as_of}} else ended_at end as until_at
  from known_terms
),
last_terms as (
  select spine_id, max(until_at) as last_until_at from terms group by spine_id
),
term_days as (
  select
    t.spine_id, t.monthly_margin,
    date_diff(
      'day',
      case
        when t.started_at > l.last_until_at - interval '365' day then t.started_at
        else l.last_until_at - interval '365' day
      end,
      t.until_at
    ) as days
  from terms t
  join last_terms l on l.spine_id = t.spine_id
  where t.until_at > l.last_until_at - interval '365' day
),
term_margins as (
  select spine_id, sum(monthly_margin * cast(days as decimal(9,0))) as margin_days
  from term_days
  group by spine_id
)
select
  c.customer_id,
  c.standing,
  c.priority,
  p.name,
  p.segment,
  p.country,
  p.language,
  p.email,
  p.phone,
  p.external_id,
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
  {{learned}}
  p.time_zone,
  p.contact_consent as consent,
  p.email_consent,
  p.sms_consent,
  p.phone_consent,
  p.push_consent,
  p.post_consent,
  e.address is not null as email_refused,
  n.address is not null as phone_refused,
  {{email}} <> '' or not w.emails as has_email,
  {{phone}} <> '' or not w.phones as has_phone,
  cast(to_unixtime(
    case when x.opted_out_at is null or p.opted_out_at > x.opted_out_at then p.opted_out_at else x.opted_out_at end
  ) as double) as opted_out_at,
  cast(to_unixtime(u.opened_at) as double) as escalated_at,
  cast(to_unixtime(u.ages_at) as double) as escalation_ages_at,
  cast(to_unixtime(k.last_touch_at) as double) as last_touch_at,
  cast(date_diff('day', k.last_touch_at, {{as_of}}) as integer) as last_touch_days,
  cast(coalesce(k.touches_90d, 0) as integer) as touches_90d,
  {{touched_by_at}}
  cast(to_unixtime(k.limiting_touch_at) as double) as limiting_touch_at,
  cast(to_unixtime(d.complained_at) as double) as complained_at,
  cast(date_diff('day', d.complained_at, {{as_of}}) as integer) as complained_days,
  cast(a.last_nps as double) as last_nps,
  cast(a.last_csat as double) as last_csat,
  cast(a.last_ces as double) as last_ces,
  case when m.sentiment > 0.25 then 'positive' when m.sentiment < -0.25 then 'negative' when m.sentiment is not null then 'mixed' end as sentiment,
  cast(coalesce(o.open_tickets, 0) as integer) as open_tickets,
  cast(date_diff('day', o.oldest_opened_at, {{as_of}}) as integer) as open_ticket_days,
  cast(date_diff('day', l.last_at, {{as_of}}) as integer) as last_order_days,
  case
    when r.margin is null and b.margin_days is null then null
    else coalesce(cast(r.margin as double), 0e0) + coalesce(cast(b.margin_days as double), 0e0) / 30.4375e0
  end as past_margin_365d
from chosen c
cross join recorded w
left join known_customers p on p.spine_id = c.customer_id
left join refused e on e.way = 'email' and e.address = {{email}}
left join refused n on n.way = 'phone' and n.address = {{phone}}
left join open_escalations u on u.customer_id = c.customer_id
left join contacts k on k.spine_id = c.customer_id
left join complaints d on d.customer_id = c.customer_id
left join opt_outs x on x.spine_id = c.customer_id
left join last_scores a on a.spine_id = c.customer_id
left join (select customer_id, sentiment from ordered_moods where place = 1) m on m.customer_id = c.customer_id
left join open_tickets o on o.spine_id = c.customer_id
left join last_orders l on l.spine_id = c.customer_id
left join order_margins r on r.spine_id = c.customer_id
left join term_margins b on b.spine_id = c.customer_id
