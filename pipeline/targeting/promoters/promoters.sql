-- Active customers who said that they are glad, by an answer at the top of its scale or warm words, and have said or lived
-- nothing bad since: each once, by the last such signal. Portable Trino SQL; {{…}} is filled by promoters.ts.
with as_of_dates as (
  select {{day}} as as_of, {{as_of}} as as_of_at
),
spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from {{ranked}}
  where standing <> 'beyond_lookback'
),
answers as (
  select
    a.spine_id, a.kind, a.answered_at, a.score,
    coalesce(a.scale_max, case when a.kind = 'nps' then 10e0 else c.top end) as top
  from known_answers a
  left join answer_scales c on c.kind = a.kind
  where a.place = 1 and a.kind in ('nps', 'csat')
),
moods as (
  {{moods}}
),
said as (
  select
    spine_id, kind as signal, answered_at as said_at,
    case
      when kind = 'nps' and top = 10e0 and score >= {{nps}} then 1
      when kind = 'csat' and score >= top then 1
      when kind = 'nps' and top = 10e0 and score <= 6e0 then -1
      when kind = 'csat' and 2e0 * score <= top then -1
      else 0
    end as says
  from answers
  union all
  select
    spine_id, 'words' as signal, said_at,
    case when sentiment > {{warm}} then 1 when sentiment < -25e-2 then -1 else 0 end as says
  from moods
  union all
  select spine_id, 'case' as signal, opened_at as said_at, -1 as says
  from known_tickets
  where is_open = 1
),
bad as (
  select spine_id, max(said_at) as said_at from said where says = -1 group by spine_id
),
good as (
  select
    s.spine_id, s.signal, s.said_at,
    row_number() over (partition by s.spine_id order by s.said_at desc, s.signal) as place
  from said s
  left join bad b on b.spine_id = s.spine_id
  where s.says = 1 and s.said_at >= {{as_of}} - interval '{{days}}' day and (b.said_at is null or b.said_at < s.said_at)
    and s.spine_id not in (select spine_id from said where signal = 'case')
)
select spine_id as customer_id, signal, said_at from good where place = 1
