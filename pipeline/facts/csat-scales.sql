-- Top of the CSAT scale where rows carry none: 7 once anybody's answer above 5 is known, else 5.
select s.as_of, case when max(v.score) > 5e0 then 7e0 else 5e0 end as top
from as_of_dates s
join surveys v on v.answered_at < s.as_of_at and v.known_at < s.as_of_at
where v.kind = 'csat'
group by s.as_of
