-- Customers of finished campaigns, each once, by the first draw: what came before a later one was changed by it. Portable
-- Trino SQL; {{…}} is filled by make-lessons.ts.
with units as (
  select
    u.campaign, i.customer_id, u.as_of, u.is_contact, u.share, u.churn, coalesce(u.play, '') as play,
    case when s.unit_id is null then 0 else 1 end as kept,
    row_number() over (partition by u.spine_id order by u.as_of, u.campaign, u.unit_id) as place
  from effect_units u
  join spine i on i.spine_id = u.spine_id
  left join lesson_stayed s on s.unit_id = u.unit_id
  where u.is_compared = 1 and u.campaign in ({{campaigns}})
)
select campaign, customer_id, as_of, is_contact, share, churn, play, kept from units where place = 1
