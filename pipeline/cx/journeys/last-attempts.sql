-- The last attempt of each customer at each journey, and the step at which it ended.
select l.customer_id, l.journey, l.step, l.began_at, l.is_completed
from (
  select s.customer_id, s.journey, s.step, s.began_at, s.is_completed,
    row_number() over (partition by s.customer_id, s.journey order by s.began_at desc, s.journey_id desc) as nth
  from cx_journey_steps s
  where s.back = 1
) l
where l.nth = 1
