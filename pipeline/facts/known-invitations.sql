-- Invitations to surveys, and their answers, which count from their own time on.
select
  s.spine_id, v.survey_id, v.kind, v.invited_at, v.scale_max,
  case when v.answered_at < s.as_of_at then v.answered_at end as answered_at,
  case when v.answered_at < s.as_of_at then v.score end as score,
  case when v.answered_at < s.as_of_at then v.sentiment end as sentiment
from spine s
join surveys v on v.customer_id = s.customer_id
where v.invited_at < s.as_of_at and v.known_at < s.as_of_at
