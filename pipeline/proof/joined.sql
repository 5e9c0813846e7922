-- Candidates of today who were first seen buying, or doing anything, in the days before: how many join while a campaign runs.
with spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '7' day as since_7,
    {{as_of}} - interval '14' day as since_14, {{as_of}} - interval '30' day as since_30,
    {{as_of}} - interval '90' day as since_90, {{as_of}} - interval '180' day as since_180,
    {{as_of}} - interval '365' day as since_365
  from {{ranked}}
  where standing = 'candidate'
),
as_of_dates as (select {{as_of}} as as_of_at)
select count(*) as joined
from {{seen}} v
where v.first_at >= {{since}}
