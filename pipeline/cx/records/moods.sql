-- Answers on satisfaction or recommendation, whether they were good or bad, and the margin of the 90 days after.
select
  k.customer_id, k.moment, k.journey, k.channel, k.is_low, k.is_high,
  coalesce(sum(case when l.ordered_at >= k.moment and l.ordered_at < date_add('day', 90, k.moment) then l.margin end), 0) as margin
from (
  select
    a.survey_id, a.customer_id, a.answered_at as moment, a.journey, a.channel,
    {{low}} as is_low,
    {{high}} as is_high
  from all_answers a
  left join answer_scales c on c.kind = a.kind
  where a.score is not null and a.kind in ('nps', 'csat')
) k
left join all_lines l on l.customer_id = k.customer_id
group by k.survey_id, k.customer_id, k.moment, k.journey, k.channel, k.is_low, k.is_high
