-- Answers with a score, the last of each kind of survey first.
select
  spine_id, survey_id, kind, answered_at, score, scale_max,
  row_number() over (partition by spine_id, kind order by answered_at desc, survey_id desc) as place
from known_invitations
where answered_at is not null and score is not null
