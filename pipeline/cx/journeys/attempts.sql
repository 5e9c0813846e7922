-- Attempts, and those that were completed.
select s.journey, count(*) as attempts, cast(sum(s.is_completed) as bigint) as completed
from cx_journey_steps s
where s.back = 1
group by s.journey
order by s.journey
