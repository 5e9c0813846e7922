-- Contacts by campaigns, the arm that was drawn, and opt-outs (from their own time on). The opening of a message has no
-- time of its own and counts from 14 days after it.
select
  s.spine_id, t.touched_at, t.campaign, t.arm, t.play, t.channel, t.cost,
  case when coalesce(t.delivered, true) then 1 else 0 end as is_delivered,
  case when t.touched_at < s.since_14 then t.opened end as opened,
  case when t.opted_out_at < s.as_of_at then t.opted_out_at end as opted_out_at
from spine s
join touches t on t.customer_id = s.customer_id
where t.touched_at < s.as_of_at and t.known_at < s.as_of_at
