-- Customers whose last negative words are younger than the quiet days after a complaint: the rule `complained` of every list.
-- Portable Trino SQL; {{…}} is filled by left-alone.ts.
with spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from customers
),
complaints as (
  select spine_id, max(said_at) as complained_at from known_moods where sentiment < -0.25 group by spine_id
)
select spine_id as customer_id, cast(to_unixtime(complained_at) as double) as complained_at
from complaints
where date_diff('day', complained_at, {{as_of}}) < {{quiet_days}}
