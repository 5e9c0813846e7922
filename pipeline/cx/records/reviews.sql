-- Reviews and mentions by when they were written.
select
  r.customer_id, r.written_at as moment, r.platform, r.place, r.language, r.has_text,
  try_cast(r.rating as decimal(18, 6)) as rating,
  try_cast(r.rating_max as decimal(18, 6)) as top,
  try_cast(r.sentiment as decimal(18, 6)) as sentiment
  -- own columns of r
from all_reviews r
