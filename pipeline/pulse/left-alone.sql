-- Customers whose last negative words are younger than the quiet days after a complaint: the rule `complained` of every list.
-- Portable Trino SQL; {{…}} is filled by left-alone.ts.
with complaints as (
  select customer_id, max(said_at) as complained_at from said_moods where sentiment < -0.25 group by customer_id
)
select customer_id, cast(to_unixtime(complained_at) as double) as complained_at
from complaints
where date_diff('day', complained_at, {{as_of}}) < {{quiet_days}}
