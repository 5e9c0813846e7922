-- Reviews and mentions by when they were written.
select
  r.customer_id, r.written_at as moment, r.platform, r.place, r.language, r.has_text,
  try_cast(r.rating as decimal(18, 6)) as rating,
  try_cast(r.rating_max as decimal(18, 6)) as top,
  coalesce(try_cast(r.sentiment as decimal(18, 6)), m.sentiment) as sentiment
  -- own columns of r
from all_reviews r
left join cx_read_moods m on m.source = 'review' and m.record_id = r.review_id
