-- Sums over the amounts of each unit. Portable Trino SQL.
select
  unit_id,
  cast(sum(case when is_before = 1 then amount else 0 end) as decimal(17, 2)) as margin_before,
  cast(sum(case when is_of_year = 1 then amount else 0 end) as decimal(17, 2)) as margin_year,
  cast(sum(case when is_later = 1 then amount else 0 end) as decimal(17, 2)) as margin_later,
  max(has_stayed) as has_stayed
from effect_amounts
group by unit_id
