-- Problems with sums over the customers whom each touched. Whoever of them says nothing of how bad it was counts with the mean
-- of those who do; who is gone has nothing at risk. Sums of many digits are text: engines round them to doubles each in its way.
-- Portable Trino SQL.
with touched as (
  select
    kind, id, customer_id, count(*) as times, sum(is_case) as cases,
    count(case when is_case = 1 then severity end) as said, sum(case when is_case = 1 then severity end) as severities,
    case when count(severity) > 0 then cast(cast(sum(severity) as double) / count(severity) as decimal(18, 12)) end as severity
  from problem_touches
  group by kind, id, customer_id
),
means as (
  select kind, id, cast(cast(sum(severity) as double) / nullif(count(severity), 0) as decimal(18, 12)) as severity
  from touched
  group by kind, id
),
weighed as (
  select
    t.kind, t.id, t.times, t.cases, t.said, t.severities, t.severity,
    cast(coalesce(s.value_at_risk, 0e0) as decimal(20, 4)) as at_risk,
    cast(coalesce(t.severity, m.severity) * cast(coalesce(s.value_at_risk, 0e0) as decimal(20, 4)) as decimal(19, 4)) as weight
  from touched t
  join means m on m.kind = t.kind and m.id = t.id
  left join scores s on s.customer_id = t.customer_id
)
select
  kind, id, count(*) as customers, cast(sum(times) as bigint) as times, count(severity) as known,
  cast(sum(severity) as varchar) as severity, cast(sum(severity * severity) as varchar) as severity_squares,
  cast(sum(cases) as bigint) as cases, cast(sum(said) as bigint) as said, cast(sum(severities) as varchar) as severities,
  cast(sum(at_risk) as varchar) as at_risk,
  cast(sum(weight) as varchar) as weight, cast(sum(weight * weight) as varchar) as weight_squares
from weighed
group by kind, id
order by kind, id
