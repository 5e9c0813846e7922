-- Addresses and numbers of customers who refused contact or opted out, each once: another customer with the same one is the
-- same person, or lives with them.
select distinct r.way, r.address
from (
  select
    w.way,
    case w.way when 'email' then {{email}} else {{phone}} end as address
  from as_of_dates s
  join customers c on c.joined_at < s.as_of_at and c.known_at < s.as_of_at
  left join (
    select t.customer_id
    from as_of_dates s
    join touches t on t.known_at < s.as_of_at
    where t.opted_out_at < s.as_of_at
    group by t.customer_id
  ) x on x.customer_id = c.customer_id
  cross join (values ('email'), ('phone')) w (way)
  where not c.contact_consent or c.opted_out_at < s.as_of_at or x.customer_id is not null
) r
where r.address <> ''
