-- Who the customers are.
select
  s.spine_id, c.joined_at, c.name, c.segment, c.country, c.language, c.acquisition_channel, c.contact_consent,
  c.email_consent, c.sms_consent, c.phone_consent, c.push_consent, c.post_consent,
  case when c.opted_out_at < s.as_of_at then c.opted_out_at end as opted_out_at,
  c.email, c.phone, c.external_id, c.time_zone, c.referred_by
from spine s
join customers c on c.customer_id = s.customer_id
where c.joined_at < s.as_of_at and c.known_at < s.as_of_at
