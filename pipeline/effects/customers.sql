-- One row a unit that is compared: what came of it, what it cost, whether it was reached, what is predicted, and what was
-- known before. Portable Trino SQL; {{…}} is filled by make-outcomes.ts.
with stayed as (
{{stayed}}
),
contacts as (
  select
    u.unit_id,
    sum(case when t.arm = 'contact' then t.cost end) as cost,
    count_if(t.arm = 'contact') as contacts,
    count_if(t.arm = 'contact' and t.cost is null) as uncosted,
    max(case when t.arm = 'contact' then t.is_delivered else 0 end) as is_reached,
    max(case when t.arm = 'control' then 1 else 0 end) as told_control
  from effect_units u
  join known_touches t on t.spine_id = u.spine_id and t.touched_at >= u.drawn_at and t.touched_at < u.end_at
    and (t.campaign = u.campaign or u.campaign = {{global}} and t.campaign <> {{escalations}})
  where u.is_compared = 1
  group by u.unit_id
),
answers as (
  select u.unit_id
  from effect_units u
  join known_touches t on t.spine_id = u.spine_id and t.touched_at >= u.drawn_at and t.touched_at < u.end_at
  where u.is_compared = 1 and t.campaign = {{escalations}} and t.arm = 'contact' and t.is_delivered = 1
  group by u.unit_id
)
select
  u.unit_id, u.campaign, u.is_contact, u.stratum, u.as_of, u.end_at,
  coalesce(m.earned, {{nothing}}) as earned,
  coalesce(m.so_far_1, {{nothing}}) as so_far_1, coalesce(m.so_far_2, {{nothing}}) as so_far_2,
  coalesce(m.so_far_3, {{nothing}}) as so_far_3,
  cast(least(coalesce(m.earned, {{nothing}}), k.cap) as decimal(17, 2)) as capped,
  cast(coalesce(m.earned, {{nothing}}) + coalesce(m.margin_later, {{nothing}}) as decimal(17, 2)) as to_date,
  cast(case when s.unit_id is null then 0 else 1 end as decimal(17, 2)) as kept,
  cast({{cost}} as decimal(17, 2)) as cost,
  coalesce(c.contacts, 0) as contacts, {{uncosted}} as uncosted, coalesce(c.told_control, 0) as told_control,
  case when h.unit_id is null then 0 else 1 end as escalated,
  cast(coalesce(c.is_reached, 0) as decimal(17, 2)) as reached,
  coalesce(p.predicted, {{nothing}}) as predicted, case when p.predicted is null then 1 else 0 end as unscored,
  coalesce(m.margin_before, {{nothing}}) as margin_before, coalesce(m.margin_year, {{nothing}}) as margin_year,
  cast(case when m.margin_before < 0 then -1e0 else 1e0 end
    * ln(1e0 + abs(cast(coalesce(m.margin_before, {{nothing}}) as double))) as decimal(17, 2)) as log_before,
  cast(case when m.margin_before > 0 then 1 else 0 end as decimal(17, 2)) as any_before,
  coalesce(y.margin_earlier, {{nothing}}) as margin_earlier,
  coalesce(y.spent_before, {{nothing}}) as spent_before, coalesce(y.orders_before, 0) as orders_before,
  coalesce(y.recency_days, 0) as recency_days, coalesce(y.tenure_days, 0) as tenure_days,
  coalesce(y.tickets_before, 0) as tickets_before,
  cast(coalesce(u.score, 0e0) as decimal(17, 2)) as score,
  case when u.churn >= 5e-1 then 'high' when u.churn >= 2e-1 then 'middle' when u.churn >= 0e0 then 'low' end as risk,
  substr(u.as_of, 1, 7) as cohort, p.segment, p.country, p.acquisition_channel, p.acquisition_month
from effect_units u
left join effect_margins m on m.unit_id = u.unit_id
join effect_caps k on k.campaign = u.campaign
left join effect_history y on y.unit_id = u.unit_id
left join stayed s on s.unit_id = u.unit_id
left join contacts c on c.unit_id = u.unit_id
left join answers h on h.unit_id = u.unit_id
left join effect_people p on p.spine_id = u.spine_id
where u.is_compared = 1
