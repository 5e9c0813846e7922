-- One row per customer and as-of date. For dates other than the scoring date, only the sampled customers.
select
  row_number() over (order by d.as_of, c.customer_id) as spine_id,
  c.customer_id,
  d.*
from spine_candidates c
join as_of_dates d on c.known_from < d.as_of_at
where {{whole}} or substr(to_hex(md5(to_utf8({{salt}} || c.customer_id))), 1, 8) < {{limit}}
