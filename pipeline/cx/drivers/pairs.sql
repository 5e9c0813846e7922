-- Customers who were asked for recommendation and for satisfaction within 90 days, once each, by the satisfaction nearest in time: who
-- would recommend and was not satisfied, who was satisfied and would not, and what was known of them. Slots: disagreement.ts.
select
  k.segment, k.country, k.acquisition_channel, k.about_a as asked_about,
  case when count(c.ticket_id) > 0 then 'yes' else 'no' end as had_case,
  case when k.joined_at is null then null when k.joined_at >= date_add('day', -365, k.moment) then 'yes' else 'no' end
    as first_year,
  case when k.nps >= 9 and k.unhappy = 1 then 1 else 0 end as warm_unhappy,
  case when k.nps <= 6 and k.happy = 1 then 1 else 0 end as cool_happy
from (
  select
    n.customer_id, n.moment, n.dose as nps, a.about_a, p.segment, p.country, p.acquisition_channel, p.joined_at,
    case when a.driver = 'csat_5' and a.dose <= 2 or a.driver = 'csat_7' and a.dose <= 3 then 1 else 0 end as unhappy,
    case when a.driver = 'csat_5' and a.dose >= 4 or a.driver = 'csat_7' and a.dose >= 6 then 1 else 0 end as happy,
    row_number() over (
      partition by n.customer_id
      order by
        n.moment desc, abs(date_diff('second', a.moment, n.moment)), a.moment desc, n.driver, n.dose, a.driver, a.dose, a.about_a
    ) as nth
  from driver_moments n
  join driver_people p on p.customer_id = n.customer_id
  join driver_moments a on a.customer_id = n.customer_id and a.driver in ('csat_5', 'csat_7')
    and a.moment > date_add('day', -90, n.moment) and a.moment < date_add('day', 90, n.moment)
  where n.driver in ('nps', 'nps_relational', 'nps_transactional')
) k
left join all_cases c on c.customer_id = k.customer_id
  and c.opened_at >= date_add('day', -90, k.moment) and c.opened_at < k.moment
where k.nth = 1
group by k.customer_id, k.moment, k.nps, k.about_a, k.segment, k.country, k.acquisition_channel, k.joined_at, k.unhappy, k.happy
