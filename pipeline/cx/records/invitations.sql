-- Invitations to surveys by when they went out, and whether an answer came within 14 days.
select
  a.customer_id, a.invited_at as moment, a.kind, a.journey, a.channel,
  case when date_diff('second', a.invited_at, a.answered_at) < 14 * 86400 then 1 else 0 end as is_answered
  -- own columns of a
from all_answers a
