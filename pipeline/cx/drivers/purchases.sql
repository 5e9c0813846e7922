-- Attempts at each journey, completed and not, and how many came with an order or a contract from the day on which they began to
-- the day after they ended. Slots: find-purchases.ts.
select
  t.journey,
  count_if(t.is_completed = 1) as completed,
  count_if(t.is_completed = 1 and t.bought = 1) as completed_bought,
  count_if(t.is_completed = 0) as failed,
  count_if(t.is_completed = 0 and t.bought = 1) as failed_bought
from (
  select
    a.customer_id, a.journey, a.moment, a.ended_at, a.is_completed,
    max(case when b.day is null then 0 else 1 end) as bought
  from (
    select r.customer_id, r.journey, r.moment, r.ended_at, r.is_completed,
      {{began}} as began_on, date_add('day', 1, {{ended}}) as last_on
    from driver_attempts r
    where r.is_completed is not null and r.journey is not null
  ) a
  left join (
    select l.customer_id, {{ordered}} as day
    from driver_people p
    join all_lines l on l.customer_id = p.customer_id and l.kind = 'sale'
    union
    select w.customer_id, {{started}} as day
    from driver_people p
    join all_terms w on w.customer_id = p.customer_id
  ) b on b.customer_id = a.customer_id and b.day >= a.began_on and b.day <= a.last_on
  group by a.customer_id, a.journey, a.moment, a.ended_at, a.is_completed
) t
group by t.journey
order by t.journey
