-- Sums by horizon and cell: how much a customer brought before and how long silent. Of the past everybody's; of today only
-- whom the campaign is about.
with cells as (
  select
    r.horizon_days, r.is_past, {{worth_cell}} as worth, {{silence_cell}} as silence,
    r.earned_before, {{capped}} as earned, r.stayed
  from {{table}} r
  where r.horizon_days in ({{horizons}}) and (r.is_past = 1 or {{alike}})
)
select
  horizon_days, is_past, worth, silence,
  count(*) as n,
  cast(sum(earned_before) as double) as before_sum,
  cast(sum(earned_before * earned_before) as double) as before_squares,
  cast(sum(earned) as double) as earned_sum,
  cast(sum(earned * earned) as double) as earned_squares,
  cast(sum(earned_before * earned) as double) as products,
  count(stayed) as told,
  cast(coalesce(sum(stayed), 0) as double) as stayed,
  cast(sum(case when stayed = 1 then earned end) as double) as of_stayed,
  cast(sum(case when stayed = 0 then earned end) as double) as of_left
from cells
group by horizon_days, is_past, worth, silence
order by horizon_days, is_past, worth, silence
