-- Every row of a driver whose outcome is known: what was lived, what it was about, and the window that begins once the dose
-- of all rows is known. Slots: make-rows.ts.
select
  row_number() over (order by place, customer_id, moment, dose, about_a, about_b, lived_at) as row_id,
  k.*
from (
  select
    m.driver, m.place, m.customer_id, m.moment, m.lived_at, m.dose, m.about_a, m.about_b,
    date_add('day', m.settle_days, m.moment) as start_at,
    date_add('day', m.settle_days + {{horizon}}, m.moment) as end_at
  from driver_moments m
  join driver_people p on p.customer_id = m.customer_id
  join as_of_dates s on date_add('day', m.settle_days + {{horizon}} + {{lag}}, m.moment) <= s.as_of_at
    and m.moment >= date_add('day', -{{history}}, s.as_of_at)
  where p.hash < {{limit}}
) k
