-- Days on which customers looked for help by themselves, and whether they asked a person within 7 days after all.
select v.customer_id, v.moment, v.channel, case when count(c.ticket_id) = 0 then 1 else 0 end as is_enough
from (
  select e.customer_id, min(e.happened_at) as moment, min(e.channel) as channel
  from all_events e
  where lower(e.name) in ({{names}})
  group by e.customer_id, {{day of e.happened_at}}
) v
left join all_cases c on c.customer_id = v.customer_id
  and c.opened_at >= v.moment and c.opened_at < date_add('day', 7, v.moment)
group by v.customer_id, v.moment, v.channel
