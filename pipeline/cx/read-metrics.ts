import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Scalar } from '../../contracts/ports/warehouse.ts';
import { openParquet, readColumns } from '../tables/parquet-columns.ts';
import type { MetricRow } from './build-metrics.ts';

/** Columns of the table of metrics that figures are read from. */
const names = [
  ...['metric', 'grain', 'first_day', 'last_day', 'dimension', 'value'],
  ...['n', 'estimate', 'low', 'high', 'shown'],
];

/** The figures of some metrics, out of the table of all, in its order. */
export async function readMetrics(
  store: ObjectStore,
  key: string,
  metrics: ReadonlySet<string>,
): Promise<MetricRow[]> {
  if (metrics.size === 0) return [];
  const file = await openParquet(store, key);
  const columns = new Map(names.map((name) => [name, Array<Scalar>(file.rows).fill(null)]));
  await readColumns(file, names, (name, values, first) => {
    const column = columns.get(name)!;
    for (let i = 0; i < values.length; i++) column[first + i] = (values[i] ?? null) as Scalar;
  });
  const rows: MetricRow[] = [];
  const at = (name: string, i: number) => columns.get(name)![i] ?? null;
  for (let i = 0; i < file.rows; i++)
    if (metrics.has(String(at('metric', i)))) rows.push(rowOf((name) => at(name, i)));
  return rows;
}

/** The table leaves out what is not finite: a time longer than observed, and limits that the data do not set. */
function rowOf(at: (name: string) => Scalar): MetricRow {
  const shown = at('shown') as MetricRow['shown'];
  const figure = (name: string, unknown: number) => (at(name) as number | null) ?? unknown;
  const interval = {
    value: figure('estimate', Number.POSITIVE_INFINITY),
    low: figure('low', Number.NEGATIVE_INFINITY),
    high: figure('high', Number.POSITIVE_INFINITY),
  };
  return {
    metric: String(at('metric')),
    grain: at('grain') as MetricRow['grain'],
    first: String(at('first_day')),
    last: String(at('last_day')),
    dimension: String(at('dimension')),
    value: at('value') as string | null,
    n: Number(at('n')),
    interval: shown === 'n only' ? null : interval,
    shown,
  };
}
