-- When a customer was first and last seen buying, or doing anything in the shop or the product.
with seen as (
  select spine_id, first_at, last_at from seen_buying
  union all
  select spine_id, first_at, last_at from event_counts
)
select spine_id, min(first_at) as first_at, max(last_at) as last_at from seen group by spine_id
