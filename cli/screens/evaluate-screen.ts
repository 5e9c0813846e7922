import { join } from 'node:path';
import { leakWords } from '../../flat/find-table-leaks.ts';
import type { EvaluateReport, ReportedColumn } from '../../flat/report.ts';
import type { ChurnQuality, Standing, ValueQuality } from '../../models/quality.ts';
import { write } from '../../pipeline/reports/format.ts';
import { churnTable } from '../../pipeline/reports/quality/churn-table.ts';
import { valueHeading, valueTable } from '../../pipeline/reports/quality/value-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { rankerName } from '../../pipeline/reports/sentences/standing-sentences.ts';
import { verdict } from '../../pipeline/reports/sentences/verdict.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

const mostDrivers = 8;

/** What was guessed, how good the model is beside simple rules, what drives it, and where the files are. */
export function evaluateScreen(report: EvaluateReport, folder: string): string[] {
  const { target, design, standing, quality, drivers, notes } = report;
  const known = target.left + target.stayed;
  return [
    `${report.table.file}: ${write.count(report.table.rows)} rows${malformedWords(report)}`,
    `Leaving: ${target.name} = ${target.positive} (${target.said}); ${write.count(target.left)} of ${write.count(known)} left (${write.percent(target.left / known)})${target.unknown > 0 ? `; for ${write.count(target.unknown)} rows it is not known: they are only scored` : ''}`,
    ...report.table.remarks.map((remark) => `  ${remark}`),
    '',
    ...guessLines(report.columns),
    ...report.leaks.map((leak) => `  ${'LEAK'.padEnd(10)}${leakWords(leak)}`),
    '',
    `Split: ${design.sentence}`,
    `Learned from ${write.count(design.train)} rows, calibrated on ${write.count(design.calibration)}, judged on ${write.count(design.judged)}; seed ${design.seed}`,
    ...(quality.churn === null ? [] : churnLines(quality.churn, standing)),
    ...(quality.value === null ? [] : valueLines(quality.value)),
    ...(drivers.length === 0 ? [] : driverLines(drivers)),
    '',
    'Notes',
    ...notes.map((note) => `  ${note}`),
    '',
    'Files',
    ...fileLines(folder),
  ];
}

const malformedWords = ({ table: { malformed } }: EvaluateReport): string =>
  malformed === 0 ? '' : `; ${write.count(malformed)} lines could not be read as rows and are set aside`;

const kinds = ['number', 'date', 'category'] as const;

/** Columns by what they were taken for; those that need a word have a line of their own. */
function guessLines(columns: readonly ReportedColumn[]): string[] {
  const plain = kinds.flatMap((kind) => {
    const names = columns.filter(({ use }) => use === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [`  ${kind.padEnd(10)}${names.join(', ')}`];
  });
  const roles = columns.filter(({ use }) => use === 'id' || use === 'value' || use === 'split');
  const doubts = columns.filter(({ use, said }) => kinds.some((kind) => kind === use) && said !== '');
  const left = columns.filter(({ use }) => use === 'left out');
  return [
    'Guessed',
    ...roles.map(({ name, use, said }) => `  ${use.padEnd(10)}${name}${said === '' ? '' : ` (${said})`}`),
    ...plain,
    ...doubts.map(({ name, said }) => `  ${'read'.padEnd(10)}${name}: ${said}`),
    ...left.map(({ name, said }) => `  ${'left out'.padEnd(10)}${name}: ${said}`),
  ];
}

const churnLines = (churn: ChurnQuality, standing: Standing): string[] => [
  '',
  'Who leaves; in brackets 95% intervals',
  ...terminalTable(churnTable(churn, 'full', rankerName(standing))),
  `  ${verdict(churn, standing)}`,
];

const driverLines = (drivers: EvaluateReport['drivers']): string[] => [
  '',
  'What moves the probability of leaving',
  ...drivers
    .slice(0, mostDrivers)
    .map(({ group, share }) => `  ${write.percent(share, 0).padStart(4)}  ${group}`),
];

const valueLines = (value: ValueQuality): string[] => [
  '',
  valueHeading(value),
  ...terminalTable(valueTable(value)),
];

const fileLines = (folder: string): string[] =>
  terminalTable(
    tableOf(
      ['', ''],
      [
        [
          join(folder, 'scores.csv'),
          'every row with its probability, interval and reasons; scores.parquet holds the same',
        ],
        [join(folder, 'card.html'), 'the model’s card; card.md holds the same'],
        [join(folder, 'metrics.json'), 'all of this screen as a document'],
        [join(folder, 'model.json'), 'the model, with weights.bin'],
      ],
    ),
  ).slice(1);
