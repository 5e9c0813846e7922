-- Sums over the days of each unit, of which each has been rounded: the last of a curve is what came in. Portable Trino SQL.
select
  unit_id,
  cast(sum(before) as decimal(17, 2)) as margin_before,
  cast(sum(of_year) as decimal(17, 2)) as margin_year,
  cast(sum(later) as decimal(17, 2)) as margin_later,
  cast(sum(case when day is not null then amount else 0 end) as decimal(17, 2)) as earned,
  cast(sum(case when quarter <= 1 then amount else 0 end) as decimal(17, 2)) as so_far_1,
  cast(sum(case when quarter <= 2 then amount else 0 end) as decimal(17, 2)) as so_far_2,
  cast(sum(case when quarter <= 3 then amount else 0 end) as decimal(17, 2)) as so_far_3,
  max(has_stayed) as has_stayed
from effect_flows
group by unit_id
