-- Every row of a driver whose outcome is known: what was lived, what it was about, and the window that begins once the dose
-- of all rows is known. Of one customer the latest so many count: one with hundreds would bend what others are held against.
-- Slots: make-rows.ts.
select
  row_number() over (order by k.place, k.customer_id, k.moment, k.dose, k.about_a, k.about_b, k.lived_at) as row_id,
  k.driver, k.place, k.customer_id, k.moment, k.lived_at, k.dose, k.about_a, k.about_b, k.start_at, k.end_at
from (
  select
    m.driver, m.place, m.customer_id, m.moment, m.lived_at, m.dose, m.about_a, m.about_b,
    row_number() over (
      partition by m.place, m.customer_id order by m.moment desc, m.dose, m.about_a, m.about_b, m.lived_at
    ) as nth,
    date_add('day', m.settle_days, m.moment) as start_at,
    date_add('day', m.settle_days + {{horizon}}, m.moment) as end_at
  from driver_moments m
  join driver_people p on p.customer_id = m.customer_id
  join as_of_dates s on date_add('day', m.settle_days + {{horizon}} + {{lag}}, m.moment) <= s.as_of_at
    and m.moment >= date_add('day', -{{history}}, s.as_of_at)
  where p.hash < {{limit}}
) k
where k.nth <= {{most}}
