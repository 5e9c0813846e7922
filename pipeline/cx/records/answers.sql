-- Answers to surveys by when they were answered. NPS whose row carries no scale runs to 10; CSAT and CES as far as the answers
-- known tell, a single one above counting as of another scale. Ease runs upwards whatever the direction of the scale. A mood that was
-- taken from the score of the same answer says nothing that the score does not.
select
  customer_id, answered_at as moment, kind, relation, journey, channel, has_comment, score, top,
  case when kind = 'ces' then {{ease}} end as ease,
  sentiment, mood_of_score
  -- own columns of k
from (
  select
    a.customer_id, a.answered_at, a.kind, a.relation, a.journey, a.channel, a.has_comment,
    coalesce(try_cast(a.sentiment as decimal(18, 6)), m.sentiment) as sentiment,
    case when try_cast(a.sentiment as decimal(18, 6)) is null and m.by_score = 1 then 1 else 0 end as mood_of_score,
    try_cast(a.score as decimal(18, 6)) as score,
    try_cast(coalesce(a.scale_max, case when a.kind = 'nps' or a.score > c.top then 10e0 else c.top end) as decimal(18, 6))
      as top
    -- own columns of a
  from all_answers a
  left join answer_scales c on c.kind = a.kind
  left join cx_read_moods m on m.source = 'survey' and m.record_id = a.survey_id
  where a.answered_at is not null
) k
