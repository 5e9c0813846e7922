-- Who the customers are.
select
  s.spine_id, c.joined_at, c.name, c.segment, c.country, c.language, c.acquisition_channel, c.contact_consent, c.email, c.phone,
  c.external_id
from spine s
join customers c on c.customer_id = s.customer_id
where c.joined_at < s.as_of_at and c.known_at < s.as_of_at
