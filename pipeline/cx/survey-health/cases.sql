-- Support cases of the year before an ask.
select k.customer_id, k.invited_at, count(c.opened_at) as cases_365
from (select distinct s.customer_id, s.invited_at from cx_asked s where {{looked}}) k
left join all_cases c
  on c.customer_id = k.customer_id and c.opened_at < k.invited_at and c.opened_at >= date_add('day', -365, k.invited_at)
group by k.customer_id, k.invited_at
