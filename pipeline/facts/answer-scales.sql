-- Top of the CSAT and CES scales where rows give none: 10 or 7 once one known answer in a hundred is above 7 or 5, else 5.
-- One wrong answer among many does not change the scale.
select
  k.as_of, k.kind,
  case
    when k.above_7 > 0 and 100 * k.above_7 >= k.n then 10e0
    when k.above_5 > 0 and 100 * k.above_5 >= k.n then 7e0
    else 5e0
  end as top
from (
  select
    s.as_of, v.kind, count(v.score) as n,
    count_if(v.score > 7e0) as above_7, count_if(v.score > 5e0) as above_5
  from as_of_dates s
  join surveys v on v.answered_at < s.as_of_at and v.known_at < s.as_of_at
  where v.kind in ('csat', 'ces') and v.scale_max is null
  group by s.as_of, v.kind
) k
