import type { Config } from '../../contracts/config/config.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import { catalogue } from './catalogue.ts';
import { type Cells, type Counted, countCells, type Passage } from './count-cells.ts';
import { countTimes, type Times } from './count-times.ts';
import { isMapped, type Mapped } from './dimensions.ts';
import { estimate, type Figure } from './estimate.ts';
import { groupBy } from './group-by.ts';
import { makeRecords, prepareRecords, type RecordsRequest } from './make-records.ts';
import { measuresOf } from './measures.ts';
import type { Metric } from './metric.ts';
import type { MissingMetric } from './not-counted.ts';
import { type Period, periodsSelect, periodsUntil } from './periods.ts';
import { isSettled } from './settled.ts';

export interface MetricsRequest extends RecordsRequest {
  /** Every metric there is, where left out. */
  readonly metrics?: readonly Metric[];
}

/** The figure of a metric in a period, for one value of a dimension: `all`, and null, for everybody. */
export interface MetricRow extends Period, Figure {
  readonly metric: string;
  readonly dimension: string;
  /** Null where it is not known too. */
  readonly value: string | null;
}

export interface BuiltMetrics {
  readonly rows: readonly MetricRow[];
  /** Metrics that could be counted. */
  readonly metrics: readonly Metric[];
  readonly missing: readonly MissingMetric[];
  readonly dimensions: readonly string[];
}

/**
 * Counts every metric at the as-of date, of what was known before it: over all periods, for everybody and for each value
 * of each dimension. Reads the clean tables by their names.
 */
export async function buildMetrics(
  { metrics = catalogue, ...request }: MetricsRequest,
  passage: Passage,
  progress: Progress,
): Promise<BuiltMetrics> {
  const { config, asOf, mapped } = request;
  const { available, missing } = availableMetrics(metrics, config, mapped);
  const periods = periodsUntil(asOf, config.cx);
  const making = await prepareRecords(request, passage.warehouse);
  await passage.warehouse.create('cx_periods', periodsSelect(periods));
  const groups = [...groupBy(available, ({ records }) => records)];
  const rows: MetricRow[] = [];
  const dimensions = new Set<string>();
  for (const [i, [records, ofRecords]] of groups.entries()) {
    progress.fraction(i / groups.length, records.name);
    const counted = { ...(await makeRecords(records, making)), metrics: ofRecords, counts: records.counts };
    for (const { name } of counted.dimensions) dimensions.add(name);
    for (const row of await figuresOf(counted, passage, { config, asOf, periods })) rows.push(row);
  }
  progress.fraction(1);
  return {
    rows: inOrder(rows, available),
    metrics: available,
    missing,
    dimensions: [...dimensions].sort(),
  };
}

/** Which metrics the mapped columns can give, and what the others need. */
export function availableMetrics(metrics: readonly Metric[], config: Config, mapped: Mapped) {
  const judged = metrics.map((metric) => {
    const needs = [...metric.needs, ...(metric.records.needs?.(config) ?? [])];
    return { metric, needs: needs.filter((need) => !isMapped(need, mapped)) };
  });
  return {
    available: judged.filter(({ needs }) => needs.length === 0).map(({ metric }) => metric),
    missing: judged
      .filter(({ needs }) => needs.length > 0)
      .map(({ metric, needs }) => ({ metric: metric.name, needs })),
  };
}

interface Setting {
  readonly config: Config;
  readonly asOf: string;
  readonly periods: readonly Period[];
}

async function figuresOf(counted: Counted, passage: Passage, setting: Setting): Promise<MetricRow[]> {
  const cells = await countCells(counted, passage);
  const times = await timesOf(counted, passage);
  return counted.metrics.flatMap((metric) => rowsOf(metric, cells, { ...setting, times: times.get(metric) }));
}

/** Times of each metric of times; two that count the same ones share them. */
async function timesOf({ metrics, ...counted }: Counted, passage: Passage): Promise<Map<Metric, Times>> {
  const shared = new Map<string, Times>();
  const times = new Map<Metric, Times>();
  for (const metric of metrics) {
    const { statistic } = metric;
    if (statistic.kind !== 'time') continue;
    const { seconds, ended, of } = statistic;
    const same = JSON.stringify([seconds, ended, of]);
    const found = shared.get(same) ?? (await countTimes({ ...counted, metrics }, statistic, passage));
    shared.set(same, found);
    times.set(metric, found);
  }
  return times;
}

function rowsOf(metric: Metric, cells: Cells, setting: Setting & { times: Times | undefined }): MetricRow[] {
  const settled = new Map(
    setting.periods
      .filter((period) => isSettled(metric, period, setting))
      .map((period) => [`${period.grain} ${period.first}`, period]),
  );
  const measures = new Map(measuresOf(metric).map(({ name, part }) => [part, cells.measure(name)]));
  const counts = measures.get('n')!;
  const rows: MetricRow[] = [];
  for (let i = 0; i < cells.rows; i++) {
    if (!(Number(counts[i]) > 0)) continue;
    const period = settled.get(`${cells.grain[i]} ${cells.firstDay[i]}`);
    if (period === undefined) continue;
    const at = (part: string) => Number(measures.get(part)![i] ?? 0);
    const figure = estimate(metric, at, setting.times?.of(cells, i));
    rows.push({ metric: metric.name, ...period, ...whose(cells, i), ...figure });
  }
  return rows;
}

const whose = ({ dimension, value }: Cells, i: number) => ({
  dimension: String(dimension[i]),
  value: value[i] === null ? null : String(value[i]),
});

/** By metric as they are declared, then by grain, day, dimension and value. */
function inOrder(rows: readonly MetricRow[], metrics: readonly Metric[]): MetricRow[] {
  const place = new Map(metrics.map(({ name }, i) => [name, i]));
  const by = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].sort(
    (a, b) =>
      place.get(a.metric)! - place.get(b.metric)! ||
      by(a.grain, b.grain) ||
      by(a.first, b.first) ||
      by(a.dimension, b.dimension) ||
      by(a.value ?? '', b.value ?? '') ||
      Number(a.value === null) - Number(b.value === null),
  );
}
