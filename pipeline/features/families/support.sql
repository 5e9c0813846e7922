-- Support cases. A response, a resolution and a reopening count from their own time on; a case's contacts and
-- handovers are complete, and count, once it is resolved.
with judged as (
  select
    s.spine_id, s.since_30, s.since_90, s.since_365, t.ticket_id, t.opened_at, t.reason, t.contacts, t.transfers,
    t.responded_at, t.resolved_at, t.reopened_at, t.is_open
  from known_tickets t
  join spine s on s.spine_id = t.spine_id
),
sums as (
  select
    spine_id,
    max(opened_at) as last_at,
    count_if(opened_at >= since_30) as n_30,
    count_if(opened_at >= since_90) as n_90,
    count_if(opened_at >= since_365) as n_365,
    sum(is_open) as open_now,
    sum(case when opened_at >= since_30 then is_open else 0 end) as open_30,
    min(case when is_open = 1 then opened_at end) as oldest_open_at,
    count_if(responded_at is null and is_open = 1) as unanswered,
    count_if(reopened_at >= since_365) as reopened_365,
    count_if(opened_at >= since_365 and responded_at is not null) as responded_365,
    sum(case when opened_at >= since_365 then date_diff('second', opened_at, responded_at) end) as response_seconds_365,
    count_if(opened_at >= since_365 and is_open = 0) as resolved_365,
    sum(case when opened_at >= since_365 and is_open = 0 then date_diff('second', opened_at, resolved_at) end)
      as resolution_seconds_365,
    sum(case when opened_at >= since_365 then contacts end) as contacts_365,
    count_if(opened_at >= since_365 and contacts is not null) as counted_365,
    count_if(opened_at >= since_365 and contacts = 1 and reopened_at is null) as first_contact_365,
    sum(case when opened_at >= since_365 then transfers end) as transfers_365
  from judged
  group by spine_id
),
placed as (
  select
    spine_id, reason, opened_at, responded_at, resolved_at, is_open,
    row_number() over (partition by spine_id order by opened_at desc, ticket_id desc) as place
  from judged
)
select
  s.spine_id,
  coalesce(a.n_30, 0) as tickets_30d,
  coalesce(a.n_90, 0) as tickets_90d,
  coalesce(a.n_365, 0) as tickets_365d,
  cast(date_diff('second', a.last_at, s.as_of_at) as double) / 86400e0 as ticket_recency_days,
  coalesce(a.open_now, 0) as tickets_open,
  coalesce(a.open_30, 0) as tickets_open_30d,
  cast(date_diff('second', a.oldest_open_at, s.as_of_at) as double) / 86400e0 as ticket_oldest_open_days,
  coalesce(a.unanswered, 0) as tickets_unanswered,
  coalesce(a.reopened_365, 0) as tickets_reopened_365d,
  cast(a.response_seconds_365 as double) / cast(nullif(a.responded_365, 0) as double) / 3600e0 as first_response_hours_365d,
  cast(a.resolution_seconds_365 as double) / cast(nullif(a.resolved_365, 0) as double) / 86400e0 as resolution_days_365d,
  cast(date_diff('second', l.opened_at, l.responded_at) as double) / 3600e0 as last_ticket_response_hours,
  case when l.is_open = 0 then cast(date_diff('second', l.opened_at, l.resolved_at) as double) / 86400e0 end
    as last_ticket_resolution_days,
  cast(a.contacts_365 as double) / cast(nullif(a.counted_365, 0) as double) as contacts_per_ticket_365d,
  cast(a.first_contact_365 as double) / cast(nullif(a.counted_365, 0) as double) as first_contact_share_365d,
  coalesce(a.transfers_365, 0) as ticket_transfers_365d,
  l.reason as last_ticket_reason
from spine s
left join sums a on a.spine_id = s.spine_id
left join placed l on l.spine_id = s.spine_id and l.place = 1
