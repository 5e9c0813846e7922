-- Sums over customers who can still leave: their worth, and what staying is worth of each.
select
  count(*) as n,
  cast(sum(clv) as double) as clv,
  cast(sum(clv * clv) as double) as clv_squares,
  cast(sum(gain) as double) as gain,
  cast(sum(gain * gain) as double) as gain_squares
from (
  select cast(clv as decimal(19, 2)) as clv, cast(clv_if_kept - clv_if_lost as decimal(19, 2)) as gain
  from scores
  where active
) v
