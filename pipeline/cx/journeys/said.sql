-- What customers said within 30 days of their last attempt, a mean of each.
select v.journey, v.is_completed, count(*) as n, cast(sum(v.mean) as double) as total, cast(sum(v.mean * v.mean) as double) as squares
from (
  select l.journey, l.is_completed, l.customer_id,
    cast(cast(sum(cast({{value}} as decimal(18, 6))) as double) / count(*) as decimal(18, 6)) as mean
  from cx_journey_last l
  join {{table}} r on r.customer_id = l.customer_id and r.moment >= l.began_at and r.moment < date_add('day', 30, l.began_at)
  where {{counts}}
  group by l.journey, l.is_completed, l.customer_id
) v
group by v.journey, v.is_completed
order by v.journey, v.is_completed
