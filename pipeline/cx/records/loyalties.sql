-- Answers to the three questions on loyalty that a customer gave on one day, each from 0 to 10, from 0 to 100 together. Where
-- no row says which question it answers, each answer counts for all three.
select
  customer_id, moment, journey, channel, repurchase, recommend, other_products,
  cast(cast(repurchase + recommend + other_products as double) / 3e-1 as decimal(18, 9)) as loyalty
from (
  select
    a.customer_id, min(a.answered_at) as moment, min(a.journey) as journey, min(a.channel) as channel,
    max(case when coalesce(a.question, 'repurchase') = 'repurchase' then try_cast(a.score as decimal(18, 6)) end)
      as repurchase,
    max(case when coalesce(a.question, 'recommend') = 'recommend' then try_cast(a.score as decimal(18, 6)) end)
      as recommend,
    max(case when coalesce(a.question, 'other_products') = 'other_products' then try_cast(a.score as decimal(18, 6)) end)
      as other_products
  from all_answers a
  where a.kind = 'loyalty' and a.score is not null
  group by a.customer_id, {{day of a.answered_at}}
) k
