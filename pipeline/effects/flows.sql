-- Margin of each unit by days since its draw. Portable Trino SQL.
select unit_id, day, cast(sum(amount) as decimal(17, 2)) as amount
from effect_amounts
where day is not null
group by unit_id, day
