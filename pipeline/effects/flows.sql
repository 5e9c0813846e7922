-- Margin of each unit by days since its draw, with the quarter of the window that a day is in; what came before the draw or after
-- the window has no day and stands in a row of its own. Portable Trino SQL; {{…}} is filled by make-outcomes.ts.
with sums as (
  select
    unit_id, day, max(quarter) as quarter, sum(amount) as amount,
    sum(case when is_before then amount else 0 end) as before,
    sum(case when is_of_year then amount else 0 end) as of_year,
    sum(case when is_later then amount else 0 end) as later,
    max(case when has_stayed then 1 else 0 end) as has_stayed
  from (
{{amounts}}
  ) v
  group by unit_id, day
)
select
  unit_id, day, quarter, has_stayed,
  {{amount}} as amount,
  {{before}} as before,
  {{of_year}} as of_year,
  {{later}} as later
from sums
