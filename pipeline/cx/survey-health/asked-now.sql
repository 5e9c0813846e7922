-- Customers who were asked within a year: when last, how often, and how often they answered.
select
  count(*) as customers,
  count_if(n.since_days < {{rest}}) as lately,
  count_if(n.asks >= {{silent}} and n.answers = 0) as silent
from (
  select a.customer_id, date_diff('day', max(a.invited_at), max(s.as_of_at)) as since_days,
    count(*) as asks, count(a.answered_at) as answers
  from cx_asks a
  cross join as_of_dates s
  where a.is_sent = 1 and a.invited_at >= date_add('day', -365, s.as_of_at)
  group by a.customer_id
) n
