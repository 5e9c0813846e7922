-- What the arms of invitations brought: each drawn customer with the new customers who name them, from the day of the draw on
-- until the arm ran out, by the share held out with which they were drawn. Portable Trino SQL; {{…}} is filled by referrals.ts.
-- Days are those of UTC, for both arms alike.
with drawn as (
  select customer_id, term, arm, share, cast(as_of as timestamp) as from_at, cast(arm_until as timestamp) as until_at
  from ledger
  where campaign = {{campaign}} and as_of < {{day}}
),
spine as (
  select customer_id as spine_id, customer_id, {{as_of}} as as_of_at from customers
),
newcomers as (
  select k.referred_by, k.joined_at, cast(coalesce(s.clv, 0e0) as decimal(19, 2)) as clv
  from known_customers k
  left join {{ranked}} s on s.customer_id = k.spine_id
  where k.referred_by is not null
),
brought as (
  select d.customer_id, d.term, d.arm, d.share, count(n.referred_by) as referred, coalesce(sum(n.clv), cast(0 as decimal(19, 2))) as clv
  from drawn d
  left join newcomers n on n.referred_by = d.customer_id and n.joined_at >= d.from_at and n.joined_at < d.until_at
  group by d.customer_id, d.term, d.arm, d.share
)
select
  share, arm, count(*) as n, sum(referred) as referred, cast(sum(clv) as double) as clv,
  cast(sum(cast(clv as decimal(19, 2)) * cast(clv as decimal(19, 2))) as double) as squares
from brought
group by share, arm
order by share, arm
