-- Every time that a problem touched a customer: a text about a theme, a case whose reason is of no theme, an attempt at a
-- journey that was not completed. Severity runs from 0 (delighted) to 1 (furious). Portable Trino SQL; {{…}} is filled by
-- find-problems.ts.
with moods_said as (
  select source, record_id, cast(min(sentiment) as decimal(9, 6)) as sentiment
  from moods
  where record_id is not null and sentiment is not null
  group by source, record_id
),
themed as (
  select x.source, x.record_id, x.customer_id, x.theme, m.sentiment
  from themes_said x
  left join moods_said m on m.source = x.source and m.record_id = x.record_id
  where x.theme is not null and x.theme <> '' and x.customer_id is not null and cast(x.written_at as timestamp) >= {{from}}
    and (x.source = 'ticket' or m.sentiment < -25e-2)
),
reasons as (
  select c.customer_id, lower(trim(c.reason)) as reason, coalesce(try_cast(c.sentiment as decimal(9, 6)), m.sentiment) as sentiment
  from all_cases c
  left join moods_said m on m.source = 'ticket' and m.record_id = c.ticket_id
  left join (select distinct record_id from themed where source = 'ticket' and record_id is not null) t
    on t.record_id = c.ticket_id
  where t.record_id is null and trim(c.reason) <> '' and c.opened_at >= {{from}}
),
tries as (
{{attempts}}
),
failed as (
  select customer_id, journey, moment
  from tries
  where is_completed = 0 and journey is not null and moment >= {{settled_from}} and moment < {{settled_until}}
),
scores_given as (
  select
    a.customer_id, a.answered_at,
    cast(1e0 - (cast(a.score as double) - a.least) / (a.top - a.least) as decimal(18, 12)) as severity
  from (
    select
      v.customer_id, v.answered_at, v.score, case when v.kind = 'nps' then 0e0 else 1e0 end as least,
      cast(coalesce(v.scale_max, case when v.kind = 'nps' then 10e0 when v.score > s.top then 10e0 else s.top end) as double) as top
    from all_answers v
    left join answer_scales s on s.kind = v.kind
    where v.kind in ('nps', 'csat') and v.score is not null and v.answered_at is not null
  ) a
  where a.top > a.least and cast(a.score as double) <= a.top and cast(a.score as double) >= a.least
),
journeys as (
  select
    f.customer_id, f.journey, f.moment,
    cast(cast(sum(a.severity) as double) / count(a.severity) as decimal(18, 12)) as severity
  from failed f
  left join scores_given a
    on a.customer_id = f.customer_id and a.answered_at >= f.moment and a.answered_at < date_add('day', 30, f.moment)
  group by f.customer_id, f.journey, f.moment
)
select
  'theme' as kind, theme as id, customer_id, case when source = 'ticket' then 1 else 0 end as is_case,
  (cast(1e0 as decimal(9, 6)) - sentiment) * cast(5e-1 as decimal(2, 1)) as severity
from themed
union all
select 'reason' as kind, reason as id, customer_id, 1 as is_case, (cast(1e0 as decimal(9, 6)) - sentiment) * cast(5e-1 as decimal(2, 1)) as severity
from reasons
union all
select 'journey' as kind, journey as id, customer_id, 0 as is_case, severity
from journeys
