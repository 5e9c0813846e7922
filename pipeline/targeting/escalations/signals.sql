-- What active customers of high value complain of at the as-of date, and nobody has answered yet: each once, with its time.
-- Words and unresolved cases end with the case, scores with a better one of their kind, answers with age; a contact of the
-- campaign `escalations` ends all before it.
-- Moods are those of `said_moods`.
-- Portable Trino SQL; {{…}} is filled by signals.ts.
with valued as (
  select v.customer_id
  from (
    select
      r.customer_id, r.clv_if_kept,
      row_number() over (order by r.clv_if_kept desc, r.customer_id) as place,
      count(*) over () as active_customers
    from {{ranked}} r
    where r.active
  ) v
  where v.clv_if_kept > 0 and cast(v.place as double) <= {{share}} * cast(v.active_customers as double) + 0.5e0
),
spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from valued
),
answered as (
  select spine_id, max(touched_at) as answered_at
  from known_touches
  where campaign = {{campaign}} and is_delivered = 1 and arm = 'contact'
  group by spine_id
),
cases as (
  select
    spine_id, ticket_id,
    case when reopened_at > opened_at then reopened_at else opened_at end as opened_at
  from known_tickets
  where is_open = 1
),
open_cases as (select spine_id, ticket_id, max(opened_at) as opened_at from cases group by spine_id, ticket_id),
moods as (
  select s.spine_id, m.said_in, m.row_id, m.said_at, m.sentiment
  from said_moods m
  join spine s on s.customer_id = m.customer_id
),
scores as (
  select
    spine_id, kind, survey_id, answered_at, score, place, is_low,
    min(case when is_low = 0 then place end) over (partition by spine_id, kind) as better_place
  from (
    select
      spine_id, kind, survey_id, answered_at, score, place,
      case when kind = 'nps' and score <= {{nps}} or kind = 'csat' and score <= {{csat}} then 1 else 0 end as is_low
    from known_answers
  ) k
),
signals as (
  select spine_id, 'unresolved' as kind, ticket_id as row_id, opened_at as happened_at, cast(null as double) as score
  from open_cases
  where date_diff('day', opened_at, {{as_of}}) >= {{unresolved_days}}
  union all
  select m.spine_id, 'words in a case', m.row_id, m.said_at, m.sentiment
  from moods m
  join open_cases c on c.spine_id = m.spine_id and c.ticket_id = m.row_id
  where m.said_in = 'ticket' and m.sentiment < {{sentiment}}
  union all
  select spine_id, 'words in an answer', row_id, said_at, sentiment
  from moods
  where said_in = 'survey' and sentiment < {{sentiment}} and date_diff('day', said_at, {{as_of}}) < {{within_days}}
  union all
  select spine_id, kind, survey_id, answered_at, cast(score as double)
  from scores
  where is_low = 1 and (better_place is null or place < better_place)
    and date_diff('day', answered_at, {{as_of}}) < {{within_days}}
)
select
  s.spine_id as customer_id, s.kind, s.row_id, min(s.happened_at) as happened_at, min(s.score) as score,
  max(a.answered_at) as contacted_at
from signals s
left join answered a on a.spine_id = s.spine_id
where a.answered_at is null or s.happened_at > a.answered_at
group by s.spine_id, s.kind, s.row_id
