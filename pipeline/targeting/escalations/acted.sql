-- When somebody turned to customers whose complaints were escalated: contacts of the campaign `escalations` that reached them, and
-- first responses in their support cases.
-- Portable Trino SQL; {{…}} is filled by acted.ts.
with spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from (select distinct customer_id from flagged_complaints) f
)
select spine_id as customer_id, cast(to_unixtime(acted_at) as double) as acted_at
from (
  select spine_id, touched_at as acted_at
  from known_touches
  where campaign = {{campaign}} and is_delivered = 1 and arm = 'contact'
  union all
  select spine_id, responded_at as acted_at from known_tickets where responded_at is not null
) a
