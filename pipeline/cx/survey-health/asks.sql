-- Asks: questions that went out together are one, and it is answered where an answer came within 14 days; of surveys that came
-- as answers alone it is not known who was asked. Slots: build-survey-health.ts.
select
  a.customer_id, a.kind, a.invited_at, min(a.channel) as channel, min(a.answered_at) as answered_at,
  max(case when date_diff('second', a.invited_at, a.answered_at) < 14 * 86400 then 1 else 0 end) as is_answered,
  min(s.is_sent) as is_sent
from all_answers a
join (
{{sent}}
) s on s.kind = a.kind and s.channel = coalesce(a.channel, '')
group by a.customer_id, a.kind, a.invited_at
