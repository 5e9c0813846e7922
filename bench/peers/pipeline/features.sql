-- The peer's features: one row per row of `spine` (customer, as_of, as_of_at), of rows that had happened and arrived before.
with orders_known as (
  select s.sid, s.as_of_at, o.*, date_diff('second', o.ordered_at, s.as_of_at) / 86400e0 as age
  from spine s join orders o on o.customer_id = s.customer_id and o.ordered_at < s.as_of_at and o.known_at < s.as_of_at
),
sales as (
  select sid, order_id, min(ordered_at) as ordered_at, max(age) as age, sum(amount) as amount, sum(margin) as margin,
    sum(quantity) as units, count(distinct product_id) as products, any_value(channel) as channel
  from orders_known where kind = 'sale' group by sid, order_id
),
gaps as (
  select *, date_diff('second', lag(ordered_at) over (partition by sid order by ordered_at, order_id), ordered_at) / 86400e0 as gap
  from sales
),
rfm as (
  select sid, min(age) as recency, max(age) as first_age, count(*) as n_orders,
    count(*) filter (age <= 7) as orders_7, count(*) filter (age <= 30) as orders_30, count(*) filter (age <= 90) as orders_90,
    count(*) filter (age <= 180) as orders_180, count(*) filter (age <= 365) as orders_365,
    sum(amount) filter (age <= 90) as amount_90, sum(amount) filter (age <= 365) as amount_365, avg(amount) as amount_mean,
    sum(margin) filter (age <= 30) as sale_margin_30, sum(margin) filter (age <= 90) as sale_margin_90,
    sum(margin) filter (age <= 365) as sale_margin_365, avg(margin) as margin_mean, arg_min(amount, age) as last_amount,
    avg(units) as units_mean, avg(products) as products_mean, avg(gap) as gap_mean, stddev(gap) as gap_sd,
    median(gap) as gap_median, max(gap) as gap_max, count(distinct channel) as n_channels, arg_min(channel, age) as channel_last
  from gaps group by sid
),
lines as (
  select sid, count(distinct product_id) filter (age <= 365) as products_365, count(distinct category) as categories,
    mode(category) as category_main, sum(margin) filter (age <= 90) as margin_90, sum(margin) filter (age <= 365) as margin_365,
    count(distinct order_id) filter (kind = 'refund' and age <= 365) as refunds_365,
    sum(amount) filter (kind = 'refund' and age <= 365) as refunded_365,
    avg(delivered_late::int) filter (age > 14 and age <= 365) as late_365
  from orders_known group by sid
),
activity as (
  select s.sid, min(date_diff('second', e.happened_at, s.as_of_at)) / 86400e0 as event_recency,
    count(*) filter (e.happened_at >= s.as_of_at - interval 7 day) as events_7,
    count(*) filter (e.happened_at >= s.as_of_at - interval 30 day) as events_30,
    count(*) filter (e.happened_at >= s.as_of_at - interval 90 day) as events_90,
    count(*) filter (e.happened_at >= s.as_of_at - interval 180 day) as events_180,
    count(*) filter (e.happened_at >= s.as_of_at - interval 365 day) as events_365,
    count(*) filter (e.kind = 'feature' and e.happened_at >= s.as_of_at - interval 30 day) as uses_30,
    count(*) filter (e.kind = 'error' and e.happened_at >= s.as_of_at - interval 30 day) as errors_30,
    count(*) filter (e.outcome = 'failed' and e.happened_at >= s.as_of_at - interval 90 day) as failures_90,
    count(*) filter (e.outcome = 'completed' and e.happened_at >= s.as_of_at - interval 90 day) as completions_90
  from spine s join events e on e.customer_id = s.customer_id and e.happened_at < s.as_of_at and e.known_at < s.as_of_at
  group by s.sid
),
recent as (
  select s.sid, count(distinct e.happened_at::date) as active_days_30, count(distinct e.name) as names_30,
    mode(e.channel) as event_channel
  from spine s join events e on e.customer_id = s.customer_id
    and e.happened_at >= s.as_of_at - interval 30 day and e.happened_at < s.as_of_at and e.known_at < s.as_of_at
  group by s.sid
),
service as (
  select s.sid, count(*) as tickets, count(*) filter (t.opened_at >= s.as_of_at - interval 90 day) as tickets_90,
    count(*) filter (t.resolved_at is null or t.resolved_at >= s.as_of_at) as tickets_open,
    avg(date_diff('second', t.opened_at, t.resolved_at)) filter (t.resolved_at < s.as_of_at) / 86400e0 as resolution_days,
    arg_max(t.sentiment, t.opened_at) as ticket_mood, arg_max(t.reason, t.opened_at) as ticket_reason
  from spine s join tickets t on t.customer_id = s.customer_id and t.opened_at < s.as_of_at and t.known_at < s.as_of_at
  group by s.sid
),
answers as (
  select s.sid, count(*) as surveys, count(*) filter (v.answered_at < s.as_of_at) as answered,
    arg_max(v.score, v.answered_at) filter (v.kind = 'nps' and v.answered_at < s.as_of_at) as nps,
    arg_max(v.score, v.answered_at) filter (v.kind = 'csat' and v.answered_at < s.as_of_at) as csat,
    arg_max(v.score, v.answered_at) filter (v.kind = 'ces' and v.answered_at < s.as_of_at) as ces,
    arg_max(v.sentiment, v.answered_at) filter (v.answered_at < s.as_of_at) as survey_mood
  from spine s join surveys v on v.customer_id = s.customer_id and v.invited_at < s.as_of_at and v.known_at < s.as_of_at
  group by s.sid
),
contacts as (
  select s.sid, count(*) filter (t.touched_at >= s.as_of_at - interval 90 day) as touches_90,
    avg(t.opened::int) filter (t.touched_at < s.as_of_at - interval 14 day) as opened,
    count(*) filter (t.opted_out_at < s.as_of_at) as opted_out
  from spine s join touches t on t.customer_id = s.customer_id
    and t.arm = 'contact' and t.touched_at < s.as_of_at and t.known_at < s.as_of_at
  group by s.sid
)
select s.*, date_diff('second', c.joined_at, s.as_of_at) / 86400e0 as tenure, c.segment, c.country, c.language,
  c.acquisition_channel, rfm.* exclude (sid), lines.* exclude (sid), activity.* exclude (sid), recent.* exclude (sid),
  service.* exclude (sid), answers.* exclude (sid), contacts.* exclude (sid)
from spine s
join customers c on c.customer_id = s.customer_id
left join rfm on rfm.sid = s.sid
left join lines on lines.sid = s.sid
left join activity on activity.sid = s.sid
left join recent on recent.sid = s.sid
left join service on service.sid = s.sid
left join answers on answers.sid = s.sid
left join contacts on contacts.sid = s.sid
order by s.as_of, s.customer_id
