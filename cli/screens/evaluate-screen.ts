import { join } from 'node:path';
import { leakWords } from '../../flat/find-table-leaks.ts';
import type { EvaluateReport, ReportedColumn } from '../../flat/report.ts';
import type { ChurnQuality, Measured, ValueQuality } from '../../models/quality.ts';
import { count, percent, table } from './words.ts';

const mostDrivers = 8;

/** What was guessed, how good the model is beside simple rules, what drives it, and where the files are. */
export function evaluateScreen(report: EvaluateReport, folder: string): string[] {
  const { target, design, quality, notes } = report;
  const known = target.left + target.stayed;
  return [
    `${report.table.file}: ${count(report.table.rows)} rows${malformedWords(report)}`,
    `Leaving: ${target.name} = ${target.positive} (${target.said}); ${count(target.left)} of ${count(known)} left (${percent(target.left / known)})${target.unknown > 0 ? `; of ${count(target.unknown)} rows it is not known, they are scored only` : ''}`,
    ...report.table.remarks.map((remark) => `  ${remark}`),
    '',
    ...guessLines(report.columns),
    ...report.leaks.map((leak) => `  ${'LEAK'.padEnd(10)}${leakWords(leak)}`),
    '',
    `Split: ${design.sentence}`,
    `Learned from ${count(design.train)} rows, calibrated on ${count(design.calibration)}, judged on ${count(design.judged)}; seed ${design.seed}`,
    ...(quality.churn === null ? [] : churnLines(quality.churn)),
    ...(quality.value === null ? [] : valueLines(quality.value)),
    '',
    'What moves the chance of leaving',
    ...report.drivers
      .slice(0, mostDrivers)
      .map(({ group, share }) => `  ${percent(share, 0).padStart(4)}  ${group}`),
    '',
    'To know',
    ...notes.map((note) => `  ${note}`),
    '',
    'Files',
    ...fileLines(folder),
  ];
}

const malformedWords = ({ table: { malformed } }: EvaluateReport): string =>
  malformed === 0 ? '' : `; ${count(malformed)} lines are no rows and are set aside`;

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

function churnLines(churn: ChurnQuality): string[] {
  const { auc, averagePrecision, topDecileLift, logLoss, brier, ece, eceNoise, rules } = churn;
  return [
    '',
    'Who leaves; in brackets 95% intervals',
    ...table(
      ['', 'AUC', 'average precision', 'top-decile lift', 'log loss', 'Brier'],
      [
        [
          'the model',
          figure(auc),
          figure(averagePrecision),
          figure(topDecileLift, 2),
          figure(logLoss),
          figure(brier),
        ],
        ...rules.map((rule) => [
          rule.name,
          figure(rule.auc),
          '',
          figure(rule.topDecileLift, 2),
          figure(rule.logLoss),
          '',
        ]),
      ],
    ),
    `  Calibration error (ECE) ${ece.toFixed(3)}; chance alone would show up to ${eceNoise.p95.toFixed(3)}.`,
  ];
}

function valueLines(value: ValueQuality): string[] {
  const { normalisedGini, spearman, decileError, totalRatio, coverage80, rules } = value;
  return [
    '',
    `What they bring: predicted ÷ realised total ${figure(totalRatio, 2)}; ${percent(coverage80.value, 0)} of values lie between P10 and P90`,
    ...table(
      ['', 'normalised Gini', 'Spearman', 'error by decile'],
      [
        ['the model', figure(normalisedGini), figure(spearman), figure(decileError, 2)],
        ...rules.map((rule) => [
          rule.name,
          figure(rule.normalisedGini),
          figure(rule.spearman),
          figure(rule.decileError, 2),
        ]),
      ],
    ),
  ];
}

const fileLines = (folder: string): string[] =>
  table(
    ['', ''],
    [
      [
        join(folder, 'scores.csv'),
        'every row with its chance, interval and reasons; scores.parquet is the same',
      ],
      [join(folder, 'card.html'), 'the model’s card; card.md is the same'],
      [join(folder, 'metrics.json'), 'all of this screen as a document'],
      [join(folder, 'model.json'), 'the model, with weights.bin'],
    ],
  ).slice(1);

/** A figure with its 95% interval. */
const figure = ({ value, low, high }: Measured, digits = 3): string =>
  `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
