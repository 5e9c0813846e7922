import { expect, it } from 'vitest';
import { addDays } from '../../../contracts/business-day.ts';
import type { MetricRow } from '../../../pipeline/cx/build-metrics.ts';
import { headlinesOf } from '../../../pipeline/cx/headlines.ts';
import { csat5 } from '../../../pipeline/cx/metrics/csat-5.ts';

const lastDay = '2025-11-30';

/** The block of four weeks that ended so many weeks before the last one. */
const block = (weeksAgo: number, value: number | null, over: Partial<MetricRow> = {}): MetricRow => {
  const last = addDays(lastDay, -7 * weeksAgo);
  return {
    metric: 'csat_5',
    grain: 'four weeks',
    first: addDays(last, -27),
    last,
    dimension: 'all',
    value: null,
    n: value === null ? 3 : 200,
    shown: value === null ? 'n only' : 'full',
    interval: value === null ? null : { value, low: value - 0.02, high: value + 0.02 },
    ...over,
  };
};

it('a headline tells the half year up to now, of everybody, and what it is held against', () => {
  const rows = Array.from({ length: 40 }, (_, i) => block(39 - i, i === 38 ? null : 0.5 + i / 100));
  const split = block(0, 0.1, { dimension: 'journey', value: 'delivery' });
  const [headline] = headlinesOf([...rows, split, block(0, 0.2, { grain: 'month' })], [csat5]);
  expect(headline!.lately).toHaveLength(26);
  expect(headline!.lately[0]).toMatchObject({ last: addDays(lastDay, -175), value: expect.closeTo(0.64, 9) });
  expect(headline!.lately.at(-2)).toEqual({ last: addDays(lastDay, -7), value: null, low: null, high: null });
  expect(headline!.lately.at(-1)).toMatchObject({ last: lastDay, value: headline!.now.value });
  expect(headline!.before).toMatchObject({ last: addDays(lastDay, -91), value: expect.closeTo(0.76, 9) });
});
