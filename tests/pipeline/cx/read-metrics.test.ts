import { expect, it } from 'vitest';
import type { MetricRow } from '../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../pipeline/cx/catalogue.ts';
import { metricsTable } from '../../../pipeline/cx/metrics-file.ts';
import { readMetrics } from '../../../pipeline/cx/read-metrics.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { memoryStore } from '../../support/memory-store.ts';

const row = (metric: string, over: Partial<MetricRow>): MetricRow => ({
  metric,
  grain: 'four weeks',
  first: '2025-11-03',
  last: '2025-11-30',
  dimension: 'all',
  value: null,
  n: 30,
  interval: { value: 0.1 + 0.2, low: 1 / 3, high: 0.7 },
  shown: 'full',
  ...over,
});

it('reads the figures of the metrics asked for as they were counted, limits that are not set included', async () => {
  const { POSITIVE_INFINITY: none } = Number;
  const rows = [
    row('csat_5', { grain: 'week', first: '2025-11-24' }),
    row('csat_5', { dimension: 'journey', value: 'delivery', n: 9, shown: 'grey' }),
    row('csat_5', { dimension: 'journey', n: 3, interval: null, shown: 'n only' }),
    row('first_response_hours', { interval: { value: none, low: 2, high: none } }),
    row('refund_share', { interval: { value: 0, low: 0, high: none } }),
  ];
  const store = memoryStore();
  await store.put('metrics.parquet', writeParquet(metricsTable(rows, catalogue)));
  const read = (...names: string[]) => readMetrics(store, 'metrics.parquet', new Set(names));
  expect(await read('csat_5', 'first_response_hours', 'refund_share')).toEqual(rows);
  expect(await read('refund_share')).toEqual(rows.slice(-1));
  expect(await read()).toEqual([]);
});
