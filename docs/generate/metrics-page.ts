import { catalogue } from '../../pipeline/cx/catalogue.ts';
import type { Metric, Statistic } from '../../pipeline/cx/metric.ts';
import { metricColumns } from '../../pipeline/cx/metrics-file.ts';

/** docs/metrics.md, written from the catalogue of metrics. */
export function metricsPage(metrics: readonly Metric[] = catalogue): string {
  return [
    '# Metrics',
    '',
    `The ${metrics.length} metrics of customer experience, each with a single definition. Generated from \`pipeline/cx/metrics/\``,
    'by `npm run docs`. [docs/cx.md](cx.md) says how they are counted, split and shown.',
    '',
    '| metric | unit | good is | interval | needs |',
    '|---|---|---|---|---|',
    ...metrics.map(
      ({ name, unit, better, statistic, needs }) =>
        `| [${name}](#${name}) | ${unit} | ${better} | ${intervalOf(statistic)} | ${needs.join(', ')} |`,
    ),
    '',
    ...metrics.flatMap(section),
    '## Columns of the table',
    '',
    '`metrics.parquet` and `metrics.csv` have one row for each metric, period and value of a dimension:',
    '',
    '| column | meaning |',
    '|---|---|',
    ...metricColumns.map(({ name, means }) => `| ${name} | ${means} |`),
    '',
  ].join('\n');
}

function section({
  name,
  title,
  formula,
  scale,
  published,
  settledAfter,
  records,
  statistic,
}: Metric): string[] {
  return [
    `## ${name}`,
    '',
    `${title}: ${formula}.`,
    '',
    ...(scale === undefined ? [] : [`- Scale: ${scale}`]),
    `- Interval: ${intervalOf(statistic)}`,
    ...(settledAfter === undefined ? [] : [`- Settled: ${settledText(settledAfter, records)}`]),
    `- Published: ${published}`,
    `- Rows: ${records.name}${splitText(records.splitBy)}`,
    '',
  ];
}

const settledText = (
  after: NonNullable<Metric['settledAfter']>,
  { counts, placedBy }: Metric['records'],
): string =>
  `${after === 'churn horizon' ? '`churn.horizonDays`' : `${after} days`}${placedBy === 'day' ? ' and `churn.graceDays`' : ''} after ${counts === 'stock' ? 'the first' : 'the last'} day of a period; periods that are not settled are not shown`;

function splitText(splitBy: Readonly<Record<string, string>>): string {
  const names = Object.keys(splitBy);
  return names.length === 0 ? '' : `; split by ${names.join(', ')}, and by the customer's own dimensions`;
}

/** How each kind of figure gets its limits. */
function intervalOf(statistic: Statistic): string {
  switch (statistic.kind) {
    case 'share':
      return 'Wilson 1927';
    case 'net':
      return 'MOVER of two Wilson intervals (Zou and Donner 2008)';
    case 'mean':
      return "Student's t";
    case 'ratio':
      return 'delta method, from n = 60';
    case 'gap':
      return "Student's t for a difference of means, from 20 in each group";
    case 'count':
      return 'Garwood 1936';
    case 'time':
      return statistic.meanWithin === undefined
        ? 'Kaplan–Meier, log-log limits'
        : 'restricted mean, Greenwood';
  }
}
