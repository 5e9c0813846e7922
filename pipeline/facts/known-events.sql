-- What customers did, event by event, with the instants at which the windows before the as-of date begin.
select
  s.spine_id, s.as_of_at, s.since_7, s.since_30, s.since_90, s.since_180, s.since_365,
  e.happened_at, e.kind, e.name, e.channel, e.journey_id, e.outcome
from spine s
join events e on e.customer_id = s.customer_id
where e.happened_at < s.as_of_at and e.known_at < s.as_of_at
