-- Support cases by when they were opened; what is not over yet is counted until the as-of date.
select
  c.customer_id, c.opened_at as moment, c.reason, c.channel, c.is_open, c.contacts, c.transfers,
  coalesce(try_cast(c.sentiment as decimal(18, 6)), m.sentiment) as sentiment,
  case when c.reopened_at is null then 0 else 1 end as is_reopened,
  date_diff('second', c.opened_at, c.reopened_at) as reopened_seconds,
  case when c.responded_at is null then 0 else 1 end as is_responded,
  date_diff('second', c.opened_at, coalesce(c.responded_at, c.resolved_at, s.as_of_at)) as response_seconds,
  date_diff('second', c.opened_at, case when c.is_open = 0 then c.resolved_at else s.as_of_at end)
    as resolution_seconds
  -- own columns of c
from all_cases c
cross join as_of_dates s
left join cx_read_moods m on m.source = 'ticket' and m.record_id = c.ticket_id
