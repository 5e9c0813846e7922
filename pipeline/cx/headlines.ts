import type { Headline, PeriodFigure } from '../../contracts/artefacts/metrics-report.ts';
import { addDays } from '../../contracts/business-day.ts';
import { differenceOf } from '../../models/intervals.ts';
import type { MetricRow } from './build-metrics.ts';
import { groupBy } from './group-by.ts';
import type { Metric } from './metric.ts';
import { weeksBefore } from './periods.ts';

/** Half a year, over which a page draws how a figure went. */
const weeksDrawn = 26;

/** For each metric the last four weeks of the whole business, and thirteen weeks before, as they are declared. */
export function headlinesOf(rows: readonly MetricRow[], metrics: readonly Metric[]): Headline[] {
  const whole = rows.filter(({ grain, dimension }) => grain === 'four weeks' && dimension === 'all');
  const byMetric = groupBy(whole, ({ metric }) => metric);
  return metrics.flatMap((metric) => {
    const found = byMetric.get(metric.name) ?? [];
    const now = found.at(-1);
    return now === undefined ? [] : [headlineOf(metric, found, now)];
  });
}

const earlier = (rows: readonly MetricRow[], { first }: MetricRow): MetricRow | undefined =>
  rows.find((row) => row.first === addDays(first, -weeksBefore));

function headlineOf(
  { name, title, unit, better }: Metric,
  found: readonly MetricRow[],
  now: MetricRow,
): Headline {
  const before = earlier(found, now);
  return {
    metric: name,
    title,
    unit,
    better,
    now: figureOf(now),
    before: before === undefined ? null : figureOf(before),
    change: changeOf(now, before),
    lately: latelyOf(found, now),
  };
}

/** A week in which nothing was counted has no row, and is left out. */
const latelyOf = (rows: readonly MetricRow[], { last }: MetricRow): Headline['lately'] =>
  rows
    .filter((row) => row.last > addDays(last, -7 * weeksDrawn))
    .map(({ last, interval }) => ({
      last,
      value: interval?.value ?? null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }));

/** Only of two figures that are shown in full, and whose values are known. */
function changeOf(now: MetricRow, before: MetricRow | undefined): Headline['change'] {
  if (before?.interval == null || now.interval === null) return null;
  if (now.shown !== 'full' || before.shown !== 'full') return null;
  if (!Number.isFinite(now.interval.value) || !Number.isFinite(before.interval.value)) return null;
  return differenceOf(now.interval, before.interval);
}

export const figureOf = ({ first, last, n, interval, shown }: MetricRow): PeriodFigure => ({
  first,
  last,
  n,
  value: interval?.value ?? null,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  shown,
});
