-- Bad answers, and the time until somebody turned to the customer: the first contact of a campaign that reached them, or
-- the first response in a support case, at most 30 days later.
select
  customer_id, moment, journey, channel,
  case when acted_at is null then 0 else 1 end as is_acted,
  date_diff('second', moment, coalesce(acted_at, until_at)) as seconds
from (
  select
    k.survey_id, k.customer_id, k.moment, k.journey, k.channel, k.until_at,
    min(case when t.acted_at > k.moment and t.acted_at < k.until_at then t.acted_at end) as acted_at
  from (
    select
      a.survey_id, a.customer_id, a.answered_at as moment, a.journey, a.channel,
      case when date_diff('second', a.answered_at, s.as_of_at) < 30 * 86400 then s.as_of_at
        else date_add('day', 30, a.answered_at) end as until_at
    from all_answers a
    cross join as_of_dates s
    left join answer_scales c on c.kind = a.kind
    where a.score is not null and a.kind in ('nps', 'csat') and {{low}} = 1
  ) k
  left join (
    select m.customer_id, m.touched_at as acted_at from all_touches m where m.is_delivered = 1
    union all
    select q.customer_id, q.responded_at as acted_at from all_cases q where q.responded_at is not null
  ) t on t.customer_id = k.customer_id
  group by k.survey_id, k.customer_id, k.moment, k.journey, k.channel, k.until_at
) r
