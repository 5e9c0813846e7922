/**
 * SELECT of the mood of each record as the texts stage says it, out of `moods_read` where that table stands, else empty. Where a
 * record brings a mood of its own, that one counts. `by_score` is 1 where it is that of the score that came with the text.
 */
export const moodsOfRecords = (stands: boolean): string => (stands ? read : none);

const read = `select m.source, m.record_id, cast(min(m.sentiment) as decimal(18, 6)) as sentiment,
    max(case when m.said_by = 'score' then 1 else 0 end) as by_score
  from moods_read m
  where m.record_id is not null and m.sentiment is not null
  group by m.source, m.record_id`;

const none = `select cast(null as varchar) as source, cast(null as varchar) as record_id, cast(null as decimal(18, 6)) as sentiment,
  cast(null as integer) as by_score
  where false`;
