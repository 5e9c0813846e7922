-- What became of the draws whose arms bind: whether touches say that the campaign contacted the customer since, when and through
-- what, and whether another campaign did. Portable Trino SQL; {{…}} is filled by happened.ts.
with draws as (
  select
    l.campaign, l.customer_id, l.arm, l.channel, cast(l.as_of as date) as drawn_on, cast(l.arm_until as date) as binds_until
  from ledger l
  where l.as_of < {{day}} and l.arm_until > {{day}} and l.campaign <> {{global_control}}
),
spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from draws
  group by customer_id
),
contacts as (
  select spine_id, campaign, channel, is_delivered, {{touched_on}} as touched_on
  from known_touches
  where arm = 'contact' and campaign <> {{escalations}}
),
own as (
  select
    d.campaign, d.customer_id, k.channel, k.is_delivered, k.touched_on,
    row_number() over (
      partition by d.campaign, d.customer_id
      order by k.is_delivered desc, k.touched_on, coalesce(k.channel, '')
    ) as place
  from draws d
  join contacts k on k.spine_id = d.customer_id and k.campaign = d.campaign
  where k.touched_on >= d.drawn_on and k.touched_on < d.binds_until
),
others as (
  select d.campaign, d.customer_id
  from draws d
  join contacts k on k.spine_id = d.customer_id and k.campaign <> d.campaign
  where k.touched_on >= d.drawn_on and k.touched_on < d.binds_until and k.is_delivered = 1
  group by d.campaign, d.customer_id
),
states as (
  select
    d.campaign, d.arm, d.channel as planned_channel, o.channel as used_channel,
    case
      when o.touched_on is null and date_diff('day', d.drawn_on, date {{day}}) <= {{days}} then 'waiting'
      when o.touched_on is null then 'none'
      when o.is_delivered = 0 then 'undelivered'
      when date_diff('day', d.drawn_on, o.touched_on) > {{days}} then 'late'
      else 'contacted'
    end as state,
    case when x.customer_id is null then 0 else 1 end as by_others
  from draws d
  left join (select campaign, customer_id, channel, is_delivered, touched_on from own where place = 1) o
    on o.campaign = d.campaign and o.customer_id = d.customer_id
  left join others x on x.campaign = d.campaign and x.customer_id = d.customer_id
)
select campaign, arm, planned_channel, used_channel, state, by_others, count(*) as n
from states
group by campaign, arm, planned_channel, used_channel, state, by_others
order by campaign, arm, planned_channel, used_channel, state, by_others
