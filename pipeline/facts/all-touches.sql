-- Every contact by a campaign.
select
  t.customer_id, t.touched_at, t.campaign, t.channel,
  case when t.arm = 'contact' and coalesce(t.delivered, true) then 1 else 0 end as is_delivered
  -- own columns of t
from as_of_dates s
join touches t on t.touched_at < s.as_of_at and t.known_at < s.as_of_at
