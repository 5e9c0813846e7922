-- Everything that customers wrote: what the score that came with it says (1 good, −1 bad, 0 between), and its mood where the
-- data bring one. Ease runs upwards whatever the direction of the scale. NPS on another scale than 0 to 10 says nothing, nor does
-- a scale of three points, whose second would be both good and bad.
select
  t.source, t.record_id, t.customer_id,
  cast(date_diff('second', timestamp '1970-01-01 00:00:00', t.written_at) as bigint) as seconds,
  coalesce(t.language, p.language) as language,
  case
    when t.points is null then null
    when t.points >= t.good then 1
    when t.points <= t.bad then -1
    else 0
  end as says,
  t.sentiment, t.reason, t.text
from (
  select
    'survey' as source, k.survey_id as record_id, k.customer_id, k.written_at, k.language, k.sentiment, k.text,
    cast(null as varchar) as reason,
    case
      when k.kind in ('nps', 'loyalty') and k.top <> 10e0 then null
      when k.kind in ('csat', 'ces') and k.top < 4e0 then null
      when k.kind = 'ces' then {{ease}}
      else k.score
    end as points,
    case when k.kind in ('nps', 'loyalty') then 9e0 when k.kind = 'csi' then 7e1 when k.top > 7e0 then 8e0 else k.top - 1e0 end as good,
    case when k.kind in ('nps', 'loyalty') then 6e0 when k.kind = 'csi' then 4e1 when k.top > 7e0 then 4e0 when k.top > 5e0 then 3e0 else 2e0 end as bad
  from (
    select
      a.survey_id, a.customer_id, a.answered_at as written_at, a.language, a.kind, a.sentiment, a.comment as text, a.score,
      coalesce(a.scale_max, case when a.score > c.top then 10e0 else c.top end) as top
    from all_answers a
    left join answer_scales c on c.kind = a.kind
    where a.has_comment = 1
  ) k
  union all
  select
    'review' as source, r.review_id as record_id, r.customer_id, r.written_at, r.language, r.sentiment, r.text, cast(null as varchar) as reason,
    r.rating as points, 8e-1 * r.rating_max as good, 4e-1 * r.rating_max as bad
  from all_reviews r
  where r.has_text = 1
  union all
  select
    'ticket' as source, q.ticket_id as record_id, q.customer_id, q.opened_at as written_at, cast(null as varchar) as language,
    q.sentiment, q.text, q.reason, cast(null as double) as points, cast(null as double) as good, cast(null as double) as bad
  from all_cases q
  where q.text is not null
) t
left join all_people p on p.customer_id = t.customer_id
