-- Every support case. Response, resolution and reopening count from their own times on, contacts and handovers while the
-- case is closed.
select
  ticket_id, customer_id, opened_at, reason, channel, text, sentiment, responded_at, resolved_at, reopened_at, is_open,
  case when is_open = 0 then contacts end as contacts,
  case when is_open = 0 then transfers end as transfers
  -- own columns of j
from (
  select
    k.*,
    case when resolved_at is null or reopened_at > resolved_at then 1 else 0 end as is_open
  from (
    select
      t.ticket_id, t.customer_id, t.opened_at, t.reason, t.channel, t.text, t.sentiment, t.contacts, t.transfers,
      case when t.first_response_at < s.as_of_at then t.first_response_at end as responded_at,
      case when t.resolved_at < s.as_of_at then t.resolved_at end as resolved_at,
      case when t.reopened_at < s.as_of_at then t.reopened_at end as reopened_at
      -- own columns of t
    from as_of_dates s
    join tickets t on t.opened_at < s.as_of_at and t.known_at < s.as_of_at
  ) k
) j
