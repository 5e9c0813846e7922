-- The first answer of each kind within 30 days of what was done to a customer. Slots: make-rows.ts.
select row_id, next_driver, score
from (
  select
    r.row_id, m.driver as next_driver, m.dose as score,
    row_number() over (partition by r.row_id, m.driver order by m.moment, m.dose) as nth
  from driver_rows r
  join driver_moments m on m.customer_id = r.customer_id
    and m.moment >= r.lived_at and m.moment < date_add('day', 30, r.lived_at)
  where r.driver in ({{operational}}) and m.driver in ({{subjective}})
) q
where nth = 1
