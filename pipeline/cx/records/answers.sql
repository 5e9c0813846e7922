-- Answers to surveys by when they were answered. A scale that the row does not carry is taken to be 1 to 7 for CES, and for
-- CSAT 1 to 7 once anybody's answer above 5 is known, else 1 to 5. Ease runs upwards whatever the direction of the scale.
select
  customer_id, answered_at as moment, kind, relation, journey, channel, has_comment, score, top,
  case when kind = 'ces' then {{ease}} end as ease,
  try_cast(sentiment as decimal(18, 6)) as sentiment
  -- own columns of k
from (
  select
    a.customer_id, a.answered_at, a.kind, a.relation, a.journey, a.channel, a.has_comment, a.sentiment,
    try_cast(a.score as decimal(18, 6)) as score,
    try_cast(coalesce(a.scale_max, case when a.kind = 'csat' then c.top else 7e0 end) as decimal(18, 6)) as top
    -- own columns of a
  from all_answers a
  cross join (select max(x.top) as top from csat_scales x) c
  where a.answered_at is not null
) k
