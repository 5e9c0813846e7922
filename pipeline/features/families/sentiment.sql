-- Mood of the customer's words, in support cases and in answers to surveys, from −1 to 1.
with words as (
  select
    s.spine_id, s.since_90, s.since_365, 'ticket' as said_in, t.ticket_id as row_id, t.opened_at as said_at,
    try_cast(t.sentiment as decimal(18, 6)) as sentiment
  from spine s
  join tickets t on t.customer_id = s.customer_id
  where t.sentiment is not null and t.opened_at < s.as_of_at and t.known_at < s.as_of_at
  union all
  select
    s.spine_id, s.since_90, s.since_365, 'survey' as said_in, v.survey_id as row_id, v.answered_at as said_at,
    try_cast(v.sentiment as decimal(18, 6)) as sentiment
  from spine s
  join surveys v on v.customer_id = s.customer_id
  where v.sentiment is not null and v.answered_at < s.as_of_at and v.known_at < s.as_of_at
),
placed as (
  select
    spine_id, since_90, since_365, said_in, said_at, sentiment,
    row_number() over (partition by spine_id, said_in order by said_at desc, row_id desc) as place
  from words
),
sums as (
  select
    spine_id,
    max(case when said_in = 'ticket' and place = 1 then sentiment end) as ticket_last,
    sum(case when said_in = 'ticket' and said_at >= since_365 then sentiment end) as ticket_sum,
    count_if(said_in = 'ticket' and said_at >= since_365) as ticket_n,
    count_if(said_in = 'ticket' and said_at >= since_90 and sentiment < -0.25) as ticket_negative_90,
    max(case when said_in = 'survey' and place = 1 then sentiment end) as comment_last,
    sum(case when said_in = 'survey' and said_at >= since_365 then sentiment end) as comment_sum,
    count_if(said_in = 'survey' and said_at >= since_365) as comment_n,
    count_if(said_in = 'survey' and said_at >= since_90 and sentiment < -0.25) as comment_negative_90
  from placed
  group by spine_id
)
select
  s.spine_id,
  cast(a.ticket_last as double) as ticket_sentiment_last,
  cast(a.ticket_sum as double) / cast(nullif(a.ticket_n, 0) as double) as ticket_sentiment_mean_365d,
  coalesce(a.ticket_negative_90, 0) as tickets_negative_90d,
  cast(a.comment_last as double) as comment_sentiment_last,
  cast(a.comment_sum as double) / cast(nullif(a.comment_n, 0) as double) as comment_sentiment_mean_365d,
  coalesce(a.comment_negative_90, 0) as comments_negative_90d
from spine s
left join sums a on a.spine_id = s.spine_id
