-- Every draw of the customers of the given standings who come first by priority. Portable Trino SQL; {{…}} is filled by
-- read-ledger.ts.
select
  l.customer_id, l.campaign, l.term, l.as_of, l.arm_until, l.arm, l.stratum, l.share, l.run, l.draw
from ledger l
join (
  select s.customer_id
  from {{ranked}} s
  where s.standing in ({{standings}})
  order by s.priority desc, s.customer_id
  limit {{limit}}
) chosen on chosen.customer_id = l.customer_id
