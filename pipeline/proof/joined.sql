-- Candidates of today who were first seen buying, or doing anything, in the days before: how many join while a campaign runs.
with spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from {{ranked}}
  where standing = 'candidate'
),
as_of_dates as (select {{as_of}} as as_of_at)
select count(*) as joined
from {{seen}} v
where v.first_at >= {{since}}
