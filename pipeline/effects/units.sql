-- Whoever was drawn into an arm, once for each term: a unit. Portable Trino SQL; {{…}} is filled by make-units.ts.
with draws as (
{{draws}}
),
aliases as (
  select alias_id, min(spine_id) as spine_id from known_ids group by alias_id
),
placed as (
  select
    d.campaign, d.customer_id, d.arm, d.as_of, d.arm_until, d.stratum, d.share, d.draw, d.play, d.channel,
    d.planned_cost, d.churn, d.score, coalesce(d.spine_id, s.spine_id, a.spine_id) as spine_id
  from draws d
  left join spine s on s.customer_id = d.customer_id
  left join aliases a on a.alias_id = d.customer_id
),
told as (
  select
    p.campaign, p.spine_id, p.arm, p.stratum, p.share, p.play, p.channel, p.planned_cost, p.churn, p.score, p.as_of,
    lag(p.arm) over (partition by p.campaign, p.spine_id order by p.as_of, p.draw, p.customer_id, p.arm) as last_arm,
    lag(p.as_of) over (partition by p.campaign, p.spine_id order by p.as_of, p.draw, p.customer_id, p.arm) as last_as_of,
    lag(p.arm_until) over (partition by p.campaign, p.spine_id order by p.as_of, p.draw, p.customer_id, p.arm)
      as last_until,
    row_number() over (order by p.campaign, p.customer_id, p.as_of, p.draw, p.arm) as unit_id
  from placed p
)
select
  t.unit_id, t.campaign, t.spine_id, case when t.arm = 'contact' then 1 else 0 end as is_contact,
  t.stratum, t.share, t.play, t.channel, t.planned_cost, t.churn, t.score, t.as_of,
  e.drawn_at, e.before_at, e.earlier_at, e.year_at, e.kept_from_at, e.end_at,
  case when e.is_followed = 1 and t.spine_id is not null then 1 else 0 end as is_compared,
  case when e.is_followed = 1 then 1 else 0 end as is_followed,
  case when t.spine_id is not null and t.last_arm <> t.arm and t.last_as_of = t.as_of then 1 else 0 end as in_both,
  case when t.spine_id is not null and t.last_arm <> t.arm and t.last_as_of < t.as_of
      and (e.is_renewed = 0 or t.as_of < t.last_until) then 1 else 0 end as has_changed
from told t
join effect_dates e on e.campaign = t.campaign and e.as_of = t.as_of
