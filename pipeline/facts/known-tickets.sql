-- Support cases. A response, a resolution and a reopening count from their own time on; a case's contacts and
-- handovers are complete, and count, once it is resolved.
with known as (
  select
    s.spine_id, t.ticket_id, t.opened_at, t.reason, t.sentiment, t.contacts, t.transfers,
    case when t.first_response_at < s.as_of_at then t.first_response_at end as responded_at,
    case when t.resolved_at < s.as_of_at then t.resolved_at end as resolved_at,
    case when t.reopened_at < s.as_of_at then t.reopened_at end as reopened_at
  from spine s
  join tickets t on t.customer_id = s.customer_id
  where t.opened_at < s.as_of_at and t.known_at < s.as_of_at
),
judged as (
  select
    spine_id, ticket_id, opened_at, reason, sentiment, contacts, transfers, responded_at, resolved_at, reopened_at,
    case when resolved_at is null or reopened_at > resolved_at then 1 else 0 end as is_open
  from known
)
select
  spine_id, ticket_id, opened_at, reason, sentiment, responded_at, resolved_at, reopened_at, is_open,
  case when is_open = 0 then contacts end as contacts,
  case when is_open = 0 then transfers end as transfers
from judged
