-- Sentiment of the customer's words, in support cases and in answers to surveys, from −1 to 1: given by the data, else read from
-- the words (`read_moods`). That of an answer without either is not taken from its score, which has features of its own.
with said as (
  select spine_id, said_in, row_id, said_at, try_cast(sentiment as decimal(18, 6)) as sentiment
  from known_moods
  union all
  select k.spine_id, 'ticket' as said_in, k.ticket_id as row_id, k.opened_at as said_at, r.sentiment
  from known_tickets k
  join read_moods r on r.source = 'ticket' and r.record_id = k.ticket_id
  where k.sentiment is null and r.by_score = 0
  union all
  select k.spine_id, 'survey' as said_in, k.survey_id as row_id, k.answered_at as said_at, r.sentiment
  from known_invitations k
  join read_moods r on r.source = 'survey' and r.record_id = k.survey_id
  where k.sentiment is null and r.by_score = 0 and k.answered_at is not null
),
words as (
  select m.spine_id, s.since_90, s.since_365, m.said_in, m.row_id, m.said_at, m.sentiment
  from said m
  join spine s on s.spine_id = m.spine_id
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
    sum(case when said_in = 'ticket' and place > 1 then sentiment end) as ticket_earlier,
    count_if(said_in = 'ticket' and place > 1) as ticket_earlier_n,
    sum(case when said_in = 'ticket' and said_at >= since_365 then sentiment end) as ticket_sum,
    count_if(said_in = 'ticket' and said_at >= since_365) as ticket_n,
    count_if(said_in = 'ticket' and said_at >= since_90 and sentiment < -0.25) as ticket_negative_90,
    max(case when said_in = 'survey' and place = 1 then sentiment end) as comment_last,
    sum(case when said_in = 'survey' and place > 1 then sentiment end) as comment_earlier,
    count_if(said_in = 'survey' and place > 1) as comment_earlier_n,
    sum(case when said_in = 'survey' and said_at >= since_365 then sentiment end) as comment_sum,
    count_if(said_in = 'survey' and said_at >= since_365) as comment_n,
    count_if(said_in = 'survey' and said_at >= since_90 and sentiment < -0.25) as comment_negative_90
  from placed
  group by spine_id
)
select
  s.spine_id,
  cast(a.ticket_last as double) as ticket_sentiment_last,
  cast(a.ticket_last as double)
    - cast(a.ticket_earlier as double) / cast(nullif(a.ticket_earlier_n, 0) as double) as ticket_sentiment_change,
  cast(a.ticket_sum as double) / cast(nullif(a.ticket_n, 0) as double) as ticket_sentiment_mean_365d,
  coalesce(a.ticket_negative_90, 0) as tickets_negative_90d,
  cast(a.comment_last as double) as comment_sentiment_last,
  cast(a.comment_last as double)
    - cast(a.comment_earlier as double) / cast(nullif(a.comment_earlier_n, 0) as double) as comment_sentiment_change,
  cast(a.comment_sum as double) / cast(nullif(a.comment_n, 0) as double) as comment_sentiment_mean_365d,
  coalesce(a.comment_negative_90, 0) as comments_negative_90d
from spine s
left join sums a on a.spine_id = s.spine_id
