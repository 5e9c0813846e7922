-- Customers by when they joined, and whether another customer brought them.
select
  p.customer_id, p.joined_at as moment,
  case when lower(p.acquisition_channel) in ({{referrals}}) then 1 else 0 end as is_referred,
  case when p.acquisition_channel is null then 0 else 1 end as has_channel
from all_people p
