-- What customers did, counted in one pass, in finer detail for smaller windows. Days are steps of 24 hours back from the
-- as-of date.
with placed as (
  select
    spine_id, happened_at,
    case
      when happened_at < since_365 then null
      when happened_at < since_180 then 365
      when happened_at < since_90 then 180
      when happened_at < since_30 then 90
      when happened_at < since_7 then 30
      else 7
    end as within_days,
    case when kind in ('feature', 'error') then kind end as kind,
    case when happened_at >= since_90 then channel end as channel,
    case when happened_at >= since_30 then (date_diff('second', happened_at, as_of_at) - 1) / 86400 end as days_back,
    case when happened_at >= since_30 and kind = 'feature' then name end as feature
  from known_events
)
select
  spine_id, within_days, kind, channel, days_back, feature,
  count(*) as n, min(happened_at) as first_at, max(happened_at) as last_at
from placed
group by spine_id, within_days, kind, channel, days_back, feature
