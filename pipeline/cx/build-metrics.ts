import type { Config } from '../../contracts/config/config.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import type { Row } from '../../contracts/ports/warehouse.ts';
import type { EndedTimes } from '../../models/intervals.ts';
import { createAsOf } from '../facts/spine.ts';
import { catalogue } from './catalogue.ts';
import { type Counted, countCells, countTimes, type Passage } from './count-cells.ts';
import { isMapped, type Mapped } from './dimensions.ts';
import { estimate, type Figure } from './estimate.ts';
import { groupBy } from './group-by.ts';
import { type Making, makePeople, makeRecords } from './make-records.ts';
import type { Metric } from './metric.ts';
import { type Grain, type Period, periodsSelect, periodsUntil } from './periods.ts';
import type { Records } from './records.ts';
import { isSettled } from './settled.ts';

export interface MetricsRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly mapped: Mapped;
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
  readonly missing: readonly { readonly metric: string; readonly needs: readonly string[] }[];
  readonly dimensions: readonly string[];
}

/**
 * Counts every metric at the as-of date, of what was known before it: over all periods, for everybody and for each value
 * of each dimension. Reads the clean tables by their names.
 */
export async function buildMetrics(
  { config, asOf, mapped, metrics = catalogue }: MetricsRequest,
  passage: Passage,
  progress: Progress,
): Promise<BuiltMetrics> {
  const { available, missing } = availableMetrics(metrics, config, mapped);
  const periods = periodsUntil(asOf, config.cx);
  const { warehouse } = passage;
  const { timeZone } = config.business;
  const from = periods.map(({ first }) => first).reduce((a, b) => (a < b ? a : b));
  const making = { warehouse, config, mapped, span: { from, until: asOf, timeZone } };
  await createAsOf(warehouse, asOf, timeZone);
  await warehouse.create('cx_periods', periodsSelect(periods));
  await makePeople(making);
  const groups = [...groupBy(available, ({ records }) => records)];
  const rows: MetricRow[] = [];
  const dimensions = new Set<string>();
  for (const [i, [records, ofRecords]] of groups.entries()) {
    progress.fraction(i / groups.length, records.name);
    const counted = await countable(records, ofRecords, making);
    for (const { name } of counted.dimensions) dimensions.add(name);
    for (const row of await figuresOf(counted, passage, { config, asOf, periods })) rows.push(row);
  }
  progress.fraction(1);
  return { rows: inOrder(rows, available), metrics: available, missing, dimensions: [...dimensions].sort() };
}

async function countable(records: Records, metrics: readonly Metric[], making: Making): Promise<Counted> {
  return { ...(await makeRecords(records, making)), metrics, counts: records.counts };
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
  const lasts = new Map(setting.periods.map((period) => [placeOf(period), period]));
  const rows: MetricRow[] = [];
  for (const metric of counted.metrics) {
    const times = metric.statistic.kind === 'time' ? await timesOf(counted, metric, passage) : null;
    for (const cell of cells) {
      const period = lasts.get(`${cell.grain} ${cell.first_day}`)!;
      if (!isSettled(metric, period, setting)) continue;
      const figure = estimate(metric, cell, times?.get(cellKey(cell)));
      if (figure.n > 0) rows.push({ metric: metric.name, ...period, ...whose(cell), ...figure });
    }
  }
  return rows;
}

const placeOf = ({ grain, first }: { grain: Grain; first: string }): string => `${grain} ${first}`;

const whose = (cell: Row) => ({
  dimension: String(cell.dimension),
  value: cell.value === null || cell.value === undefined ? null : String(cell.value),
});

const cellKey = (cell: Row): string =>
  JSON.stringify([cell.grain, cell.first_day, cell.dimension, cell.value]);

/** Times of each cell, the shortest first. */
async function timesOf(counted: Counted, metric: Metric, passage: Passage): Promise<Map<string, EndedTimes>> {
  const found = new Map<string, { times: number[]; ended: number[]; open: number[] }>();
  const rows = await countTimes(counted, metric, passage);
  for (const row of rows.sort((a, b) => Number(a.seconds) - Number(b.seconds))) {
    const key = cellKey(row);
    const times = found.get(key) ?? { times: [], ended: [], open: [] };
    found.set(key, times);
    times.times.push(Number(row.seconds));
    times.ended.push(Number(row.ended));
    times.open.push(Number(row.still_open));
  }
  return found;
}

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
