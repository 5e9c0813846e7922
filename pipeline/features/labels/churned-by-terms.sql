-- Churn with a contract: a term ends within the horizon and the customer has no term that goes on, nor one that begins
-- within the grace period. Renewals and plan changes are thus no churn. An end before the as-of date that was not known
-- by then counts as of the as-of date.
with terms as (
  select
    s.spine_id, s.as_of_at, s.churn_end_at, t.started_at,
    case when t.end_known_at < s.known_until then t.ended_at end as ended_at
  from spine s
  join actives a on a.spine_id = s.spine_id
  join subscriptions t on t.customer_id = s.customer_id
  where s.churn_end_at is not null and t.known_at < s.known_until
),
ends as (
  select distinct spine_id, greatest(ended_at, as_of_at) as ended_at
  from terms
  where started_at < churn_end_at and ended_at < churn_end_at
),
kept as (
  select distinct e.spine_id, e.ended_at
  from ends e
  join terms t on t.spine_id = e.spine_id
  where t.started_at <= e.ended_at + interval '{{grace}}' day and (t.ended_at is null or t.ended_at > e.ended_at)
),
lost as (
  select distinct e.spine_id
  from ends e
  left join kept k on k.spine_id = e.spine_id and k.ended_at = e.ended_at
  where k.spine_id is null
)
select s.spine_id, case when l.spine_id is null then 0 else 1 end as churned
from spine s
join actives a on a.spine_id = s.spine_id
left join lost l on l.spine_id = s.spine_id
where s.churn_end_at is not null
