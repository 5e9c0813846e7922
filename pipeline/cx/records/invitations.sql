-- Invitations to surveys by when they went out, and whether an answer came within 14 days. Questions that went out together are
-- one; surveys of which only answers are known are left out. Slots: invitations.ts.
select
  customer_id, moment, kind, journey, channel, is_answered
  -- own columns of k
from (
  select
    a.customer_id, a.invited_at as moment, a.kind, min(a.journey) as journey, min(a.channel) as channel,
    max(case when date_diff('second', a.invited_at, a.answered_at) < 14 * 86400 then 1 else 0 end) as is_answered
    -- first own columns of a
  from all_answers a
  join (
{{sent}}
  ) s on s.kind = a.kind and s.channel = coalesce(a.channel, '') and s.is_sent = 1
  group by a.customer_id, a.kind, a.invited_at
) k
