-- Every invitation to a survey; an answer counts from its own time on.
select
  survey_id, customer_id, kind, relation, question, journey, channel, invited_at, scale_max, answered_at,
  case when answered_at is not null then score end as score,
  case when answered_at is not null then sentiment end as sentiment,
  case when answered_at is not null and comment is not null then 1 else 0 end as has_comment,
  case when answered_at is not null then comment end as comment,
  language
  -- own columns of k
from (
  select
    v.survey_id, v.customer_id, v.kind, v.relation, v.question, v.journey, v.channel, v.invited_at, v.scale_max,
    v.score, v.sentiment, v.comment, v.language,
    case when v.answered_at < s.as_of_at then v.answered_at end as answered_at
    -- own columns of v
  from as_of_dates s
  join surveys v on v.invited_at < s.as_of_at and v.known_at < s.as_of_at
) k
