-- Every draw of the chosen customers. Portable Trino SQL; {{…}} is filled by
-- read-ledger.ts.
select
  l.customer_id, l.campaign, l.term, l.as_of, l.arm_until, l.arm, l.stratum, l.share, l.run, l.draw, l.play
from ledger l
join ({{chosen}}) chosen on chosen.customer_id = l.customer_id
