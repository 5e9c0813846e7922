-- Surveys: answers (each counts from its own time on) and invitations left unanswered. Scores other than
-- NPS are put on a scale from 0 (worst) to 1 (best), and summed as decimals.
with scaled as (
  select
    s.spine_id, s.since_90, s.since_365, v.survey_id, v.kind, v.answered_at, v.place,
    try_cast(v.score as decimal(18, 6)) as score,
    coalesce(v.scale_max, case when v.score > c.top then 10e0 else c.top end) as scale_max
  from known_answers v
  join spine s on s.spine_id = v.spine_id
  left join answer_scales c on c.as_of = s.as_of and c.kind = v.kind
),
placed as (
  select
    spine_id, since_365, since_90, kind, answered_at, score, place,
    cast(case
      when kind in ('nps', 'loyalty') then cast(score as double) / 10e0
      when kind = 'csi' then cast(score as double) / 100e0
      when scale_max > 1e0 then (cast(score as double) - 1e0) / (scale_max - 1e0)
    end as decimal(18, 9)) as level,
    row_number() over (partition by spine_id order by answered_at desc, survey_id desc) as place_of_all
  from scaled
),
scores as (
  select
    spine_id,
    max(case when kind = 'nps' and place = 1 then score end) as nps_last,
    sum(case when kind = 'nps' and answered_at >= since_365 then score end) as nps_sum,
    count_if(kind = 'nps' and answered_at >= since_365) as nps_n,
    sum(case when kind = 'nps' and place > 1 then score end) as nps_earlier,
    count_if(kind = 'nps' and place > 1) as nps_earlier_n,
    count_if(kind = 'nps' and answered_at >= since_365 and score <= 6) as detractions,
    max(case when kind = 'csat' and place = 1 then level end) as csat_last,
    sum(case when kind = 'csat' and answered_at >= since_365 then level end) as csat_sum,
    count_if(kind = 'csat' and answered_at >= since_365) as csat_n,
    max(case when kind = 'ces' and place = 1 then level end) as ces_last,
    sum(case when kind = 'ces' and answered_at >= since_365 then level end) as ces_sum,
    count_if(kind = 'ces' and answered_at >= since_365) as ces_n,
    max(case when place_of_all = 1 then level end) as last_level,
    count_if(answered_at >= since_90 and level < 0.5) as low_90
  from placed
  group by spine_id
),
last_answered as (
  select spine_id, max(invited_at) as invited_at from known_invitations where answered_at is not null group by spine_id
),
asked as (
  select
    s.spine_id,
    max(k.invited_at) as asked_at,
    max(k.answered_at) as answered_at,
    count_if(k.invited_at >= s.since_90) as n_90,
    count_if(k.invited_at >= s.since_365 and k.answered_at is not null) as answered_365,
    count_if(k.invited_at >= s.since_365 and (k.answered_at is not null or k.invited_at < s.since_7)) as settled_365,
    count_if(k.answered_at is null and k.invited_at < s.since_7 and (a.invited_at is null or k.invited_at > a.invited_at))
      as silent
  from known_invitations k
  join spine s on s.spine_id = k.spine_id
  left join last_answered a on a.spine_id = k.spine_id
  group by s.spine_id
)
select
  s.spine_id,
  cast(v.nps_last as double) as nps_last,
  cast(v.nps_sum as double) / cast(nullif(v.nps_n, 0) as double) as nps_mean_365d,
  cast(v.nps_last as double) - cast(v.nps_earlier as double) / cast(nullif(v.nps_earlier_n, 0) as double) as nps_change,
  coalesce(v.detractions, 0) as nps_detractions_365d,
  cast(v.csat_last as double) as csat_last,
  cast(v.csat_sum as double) / cast(nullif(v.csat_n, 0) as double) as csat_mean_365d,
  cast(v.ces_last as double) as ces_last,
  cast(v.ces_sum as double) / cast(nullif(v.ces_n, 0) as double) as ces_mean_365d,
  cast(v.last_level as double) as survey_last_level,
  coalesce(v.low_90, 0) as survey_low_answers_90d,
  coalesce(a.n_90, 0) as surveys_asked_90d,
  cast(a.answered_365 as double) / cast(nullif(a.settled_365, 0) as double) as surveys_answered_share_365d,
  cast(date_diff('second', a.asked_at, s.as_of_at) as double) / 86400e0 as survey_asked_days,
  cast(date_diff('second', a.answered_at, s.as_of_at) as double) / 86400e0 as survey_answered_days,
  coalesce(a.silent, 0) as surveys_silent_in_a_row
from spine s
left join scores v on v.spine_id = s.spine_id
left join asked a on a.spine_id = s.spine_id
