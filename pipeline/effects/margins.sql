-- Sums over the amounts of each unit. Portable Trino SQL.
select
  unit_id,
  cast(sum(case when is_before then amount else 0 end) as decimal(17, 2)) as margin_before,
  cast(sum(case when is_of_year then amount else 0 end) as decimal(17, 2)) as margin_year,
  cast(sum(case when is_later then amount else 0 end) as decimal(17, 2)) as margin_later,
  max(case when has_stayed then 1 else 0 end) as has_stayed
from effect_amounts
group by unit_id
