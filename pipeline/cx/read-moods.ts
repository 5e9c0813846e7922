import type { Warehouse } from '../../contracts/ports/warehouse.ts';

/**
 * Creates `cx_read_moods`: the mood of each record as the texts stage says it, out of `moods_read` where that table stands, else empty.
 * Where a record brings a mood of its own, that one counts.
 */
export const makeReadMoods = (warehouse: Warehouse, withMoods: boolean): Promise<void> =>
  warehouse.create('cx_read_moods', withMoods ? read : none);

const read = `select m.source, m.record_id, cast(min(m.sentiment) as decimal(18, 6)) as sentiment
  from moods_read m
  where m.record_id is not null and m.sentiment is not null
  group by m.source, m.record_id`;

const none = `select cast(null as varchar) as source, cast(null as varchar) as record_id, cast(null as decimal(18, 6)) as sentiment
  where false`;
