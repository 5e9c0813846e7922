import type { ParquetColumn } from '../tables/parquet.ts';
import { spreadsheetText } from '../tables/spreadsheet-text.ts';
import type { MetricRow } from './build-metrics.ts';
import type { Metric } from './metric.ts';

/** A column of the table of metrics, and what it means. */
export interface MetricColumn {
  readonly name: string;
  readonly type: ParquetColumn['type'];
  readonly means: string;
  readonly of: (row: MetricRow, metric: Metric) => string | number | null;
}

const text = (name: string, means: string, of: MetricColumn['of']): MetricColumn => ({
  name,
  type: 'text',
  means,
  of,
});
const figure = (name: string, means: string, of: MetricColumn['of']): MetricColumn => ({
  name,
  type: 'number',
  means,
  of,
});

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** The columns of `metrics.parquet` and `metrics.csv`. */
export const metricColumns: readonly MetricColumn[] = [
  text('metric', 'the metric', ({ metric }) => metric),
  text(
    'unit',
    'share (0 to 1), points, score, hours, money in the reporting currency, or count',
    (_, { unit }) => unit,
  ),
  text('grain', 'day, week (from Monday), month, or four weeks', ({ grain }) => grain),
  text('first_day', 'first day of the period, in the time zone of the business', ({ first }) => first),
  text('last_day', 'its last day', ({ last }) => last),
  text('dimension', '`all`, or what the figure is split by', ({ dimension }) => dimension),
  text('value', 'value of the dimension; empty where it is not known', ({ value }) => value),
  { name: 'n', type: 'integer', means: 'rows counted: answers, cases, orders, customers…', of: ({ n }) => n },
  figure(
    'estimate',
    'the figure; empty for too few rows, and for a time longer than observed',
    ({ interval }) => finite(interval?.value),
  ),
  figure('low', 'lower limit, 95%', ({ interval }) => finite(interval?.low)),
  figure('high', 'upper limit, 95%; empty where the data give none', ({ interval }) =>
    finite(interval?.high),
  ),
  text('shown', '`full`; `grey` (5 to 19 rows: no arrow, no verdict); `n only`', ({ shown }) => shown),
];

/** The rows as columns of a Parquet file. */
export function metricsTable(rows: readonly MetricRow[], metrics: readonly Metric[]): ParquetColumn[] {
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  return metricColumns.map(({ name, type, of }) => ({
    name,
    type,
    values: rows.map((row) => of(row, byName.get(row.metric)!)),
  }));
}

/** The same columns as CSV, safe to open in a spreadsheet. */
export function metricsCsv(columns: readonly ParquetColumn[]): string {
  const rows = columns[0]?.values.length ?? 0;
  const lines = [columns.map(({ name }) => name).join(',')];
  const written = new Map<string, string>();
  for (let i = 0; i < rows; i++)
    lines.push(columns.map(({ values }) => csvCell(values[i] ?? null, written)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** @param written texts so far as they are written: a few hundred stand in a million cells */
function csvCell(value: string | number | boolean | null, written: Map<string, string>): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const cell = written.get(value) ?? textCell(value);
  written.set(value, cell);
  return cell;
}

function textCell(value: string): string {
  const safe = spreadsheetText(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
