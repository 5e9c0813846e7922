import type { TrainReport } from '../../contracts/artefacts/train-report.ts';
import type { ChurnQuality, Measured, Quality, ValueQuality } from '../../models/quality.ts';
import { count, percent, table } from './words.ts';

/** How good the model is on later time, beside rules that anybody could apply by hand. */
export function qualityScreen({ entry, crowned, backend }: TrainReport): string[] {
  const { quality, rows, trainedOn, judgedOn } = entry;
  return [
    `Model ${entry.version}: learned from ${count(rows.train)} rows as of ${trainedOn.join(', ')}; judged on ${count(rows.later)} later rows as of ${judgedOn.join(', ')}${entry.sha256['judged-weights.bin'] ? ', then fitted once more with them' : ''} (${backend} backend)`,
    ...modelTables(quality),
    '',
    `${crowned.decision.sentence}${crowned.version === entry.version ? '' : ` Scored with ${crowned.version}.`}`,
  ];
}

/** Churn and value beside the simple rules. */
export const modelTables = ({ churn, value }: Quality): string[] => [
  ...(churn === null ? ['Churn could not be judged: no later outcome is known.'] : churnLines(churn)),
  ...(value === null ? ['Value could not be judged: no later value is known.'] : valueLines(value)),
];

function churnLines(churn: ChurnQuality): string[] {
  const rows = [
    [
      'the model',
      figure(churn.auc),
      figure(churn.topDecileLift, 2),
      share(churn.gainAtList),
      figure(churn.logLoss),
    ],
    ...churn.rules.map((rule) => [
      rule.name,
      figure(rule.auc),
      figure(rule.topDecileLift, 2),
      share(rule.gainAtList),
      figure(rule.logLoss),
    ]),
  ];
  return [
    '',
    `Who leaves: ${count(churn.churners)} of ${count(churn.customers)} customers (${percent(churn.churners / churn.customers)}); in brackets 95% intervals`,
    ...table(
      ['', 'AUC', 'top-decile lift', `of them in the first ${percent(churn.listShare)}`, 'log loss'],
      rows,
    ),
    `  Of customers at 30%, about 30% leave: calibration error ${percent(churn.ece, 2)}; chance alone would show up to ${percent(churn.eceNoise.p95, 2)}.`,
  ];
}

function valueLines(value: ValueQuality): string[] {
  const rows = [
    ['the model', figure(value.normalisedGini), figure(value.spearman), figure(value.decileError, 2)],
    ...value.rules.map((rule) => [
      rule.name,
      figure(rule.normalisedGini),
      figure(rule.spearman),
      figure(rule.decileError, 2),
    ]),
  ];
  return [
    '',
    `What they bring: predicted ÷ realised total ${figure(value.totalRatio, 2)}; ${percent(value.coverage80.value, 0)} of values lie between P10 and P90`,
    ...table(['', 'normalised Gini', 'Spearman', 'error by decile'], rows),
  ];
}

const share = ({ value, low, high }: Measured): string =>
  `${percent(value)} [${percent(low)}, ${percent(high)}]`;

/** A figure with its 95% interval. */
const figure = ({ value, low, high }: Measured, digits = 3): string =>
  `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
