  union all
  select
    x.customer_id as spine_id, x.source, coalesce(x.record_id, x.written_at) as row_id,
    cast(x.written_at as timestamp) as said_at, 'theme' as kind, x.theme as word
  from themes_said x
  left join (
    select source, record_id, min(sentiment) as sentiment from moods_read where record_id is not null group by source, record_id
  ) m on m.source = x.source and m.record_id = x.record_id
  where x.customer_id is not null and x.theme is not null and (x.source = 'ticket' or m.sentiment < -25e-2)
