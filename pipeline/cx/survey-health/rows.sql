-- An ask a row, with what was known of the customer by then, and the answer in each metric's value. That an ask was answered
-- stands in the key: as a condition on one side alone, it makes DuckDB try every answer on every ask.
select
  s.customer_id, s.invited_at, s.kind,
  dense_rank() over (order by s.customer_id) - 1 as customer,
  s.is_answered, s.asks_90, s.asks_365, s.answered_365,
  case when s.asks_365 > 0 then cast(s.answered_365 as double) / cast(s.asks_365 as double) end as answered_share,
  cast(s.since_seconds as double) / 86400e0 as since_days,
  b.orders_365, b.margin_365, b.recency_days, c.cases_365,
  date_diff('day', p.joined_at, s.invited_at) as tenure_days,
  case {{kinds}} else 0 end as kind_code,
  {{means}}
from cx_asked s
join cx_ask_behaviour b on b.customer_id = s.customer_id and b.invited_at = s.invited_at
join cx_ask_cases c on c.customer_id = s.customer_id and c.invited_at = s.invited_at
left join all_people p on p.customer_id = s.customer_id
left join (
  select a.customer_id, a.moment, a.kind as answer_kind, {{values}}
  from cx_answers a
) r on r.customer_id = s.customer_id and r.answer_kind = s.kind
  and r.moment = case when s.is_answered = 1 then s.answered_at end
where {{looked}}
group by s.customer_id, s.invited_at, s.kind, s.is_answered, s.asks_90, s.asks_365, s.answered_365, s.since_seconds,
  b.orders_365, b.margin_365, b.recency_days, c.cases_365, p.joined_at
