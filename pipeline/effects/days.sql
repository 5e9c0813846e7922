-- How sums over each arm change day by day: of the margin so far, capped, of its square, and of its products with what
-- stands still. A running sum changes only on days on which something comes in. Portable Trino SQL; {{…}} is filled by
-- read-days.ts.
with running as (
  select
    f.unit_id, f.day, f.amount,
    cast(sum(f.amount) over (partition by f.unit_id order by f.day rows between unbounded preceding and current row)
      as decimal(17, 2)) as so_far
  from effect_flows f
  where f.day is not null
),
steps as (
  select
    c.campaign, c.is_contact, r.day, {{fixed}},
    cast(least(r.so_far, k.cap) as decimal(19, 2)) as now,
    cast(least(cast(r.so_far - r.amount as decimal(17, 2)), k.cap) as decimal(19, 2)) as before
  from running r
  join effect_customers c on c.unit_id = r.unit_id
  join effect_caps k on k.campaign = c.campaign
)
select
  campaign, is_contact, day,
  cast(sum(now - before) as varchar) as margin,
  cast(sum(now * now - before * before) as varchar) as square,
  {{products}}
from steps
group by campaign, is_contact, day
order by campaign, is_contact, day
