-- Settled asks of the year, with the asks of the year before each and what had been answered by then.
select
  k.customer_id, k.kind, k.channel, k.invited_at, k.answered_at, k.is_answered,
  count(p.invited_at) as asks_365,
  count_if(p.invited_at >= date_add('day', -90, k.invited_at)) as asks_90,
  count_if(p.answered_at < k.invited_at) as answered_365,
  date_diff('second', max(p.invited_at), k.invited_at) as since_seconds
from cx_asks k
left join cx_asks p
  on p.is_sent = 1 and p.customer_id = k.customer_id and p.invited_at < k.invited_at and p.invited_at >= date_add('day', -365, k.invited_at)
where k.is_sent = 1 and k.invited_at >= {{from_at}} and k.invited_at < {{until_at}}
group by k.customer_id, k.kind, k.channel, k.invited_at, k.answered_at, k.is_answered
