-- Where a customer buys.
with known as (
  select spine_id, order_id, channel, min(ordered_at) as ordered_at
  from known_lines
  where kind = 'sale' and channel is not null
  group by spine_id, order_id, channel
),
channels as (
  select spine_id, channel, count(*) as n from known group by spine_id, channel
),
sums as (
  select
    spine_id, count(*) as n_channels, cast(max(n) as double) / cast(sum(n) as double) as main_share
  from channels
  group by spine_id
),
placed as (
  select
    spine_id, channel,
    row_number() over (partition by spine_id order by ordered_at desc, order_id desc, channel) as place
  from known
)
select
  s.spine_id,
  coalesce(a.n_channels, 0) as order_channels,
  a.main_share as order_channel_main_share,
  l.channel as order_channel_last
from spine s
left join sums a on a.spine_id = s.spine_id
left join placed l on l.spine_id = s.spine_id and l.place = 1
