    -- Surveys by channel, and whether their invitations are known and not their answers alone. Slots: surveys-sent.ts.
    select
      q.kind, coalesce(q.channel, '') as channel,
      case when count(*) < {{fewest}} or count(q.answered_at) < count(*) then 1 else 0 end as is_sent
    from all_answers q
    group by q.kind, coalesce(q.channel, '')
