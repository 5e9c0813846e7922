-- Every review and mention, whoever wrote it. A rating without a scale is out of 5, or out of 10 once its platform is known
-- to go beyond 5; for a platform that goes beyond 10 the scale is not known.
select
  review_id, customer_id, written_at, platform, place, language, rating, sentiment, has_text, text,
  coalesce(rating_max, case when highest > 10e0 then null when highest > 5e0 then 10e0 else 5e0 end) as rating_max
  -- own columns of k
from (
  select
    r.review_id, r.customer_id, r.written_at, r.platform, r.place, r.language, r.rating, r.rating_max, r.sentiment,
    r.text, case when r.text is null then 0 else 1 end as has_text,
    max(case when r.rating_max is null then r.rating end) over (partition by r.platform) as highest
    -- own columns of r
  from as_of_dates s
  join reviews r on r.written_at < s.as_of_at and r.known_at < s.as_of_at
) k
