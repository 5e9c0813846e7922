-- Attempts at each step: how many came to it, and how many came no further and were not completed.
select
  s.journey, s.step, count(*) as reached,
  count_if(s.is_completed = 0 and s.back = 1) as stopped,
  count_if(s.is_completed = 0 and s.back = 1 and s.is_failed = 1) as failed,
  cast(sum(s.place) as bigint) as places
from cx_journey_steps s
group by s.journey, s.step
order by s.journey, s.step
