-- Customers who complained of a problem before it was fixed and have not been told since: each once, with the problem that
-- was fixed last. Portable Trino SQL; {{…}} is filled by complained.ts.
with problems (problem, kind, word, since_at, fixed_at) as (
  values {{problems}}
),
spine as (
  select
    customer_id as spine_id, customer_id, {{as_of}} as as_of_at, {{as_of}} - interval '14' day as since_14
  from {{ranked}}
),
voices as (
  select t.spine_id, 'ticket' as source, t.ticket_id as row_id, t.opened_at as said_at, 'reason' as kind, lower(trim(t.reason)) as word
  from known_tickets t
  where t.reason is not null
  {{themes}}
),
complained as (
  select v.spine_id, p.problem, p.fixed_at, count(distinct v.source || ' ' || v.row_id) as complaints, max(v.said_at) as last_at
  from voices v
  join problems p on p.kind = v.kind and p.word = v.word
  where v.said_at >= p.since_at and v.said_at < p.fixed_at
  group by v.spine_id, p.problem, p.fixed_at
),
told as (
  select c.spine_id, c.problem
  from complained c
  join known_touches k on k.spine_id = c.spine_id
  where k.campaign = {{campaign}} and k.is_delivered = 1 and k.arm = 'contact'
    and k.touched_at >= c.fixed_at and (k.play is null or k.play = c.problem)
  group by c.spine_id, c.problem
),
open_problems as (
  select
    c.spine_id, c.problem, c.fixed_at, c.complaints, c.last_at,
    row_number() over (partition by c.spine_id order by c.fixed_at desc, c.problem) as place
  from complained c
  left join told t on t.spine_id = c.spine_id and t.problem = c.problem
  where t.spine_id is null
)
select spine_id as customer_id, problem, fixed_at, complaints, last_at from open_problems where place = 1
