import type { Driver, ModelEntry } from '../../../contracts/artefacts/model-entry.ts';
import type { Measured, Quality } from '../../../models/quality.ts';

/** A table of the card: the first row is its head. */
export interface CardTable {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)}%`;
export const money = (amount: number): string => Math.round(amount).toLocaleString('en');
const figure = ({ value, low, high }: Measured, digits = 3): string =>
  `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;

/** What a card says of a model, wherever it comes from. */
export interface Card {
  readonly title: string;
  /** What the model is, in a paragraph. */
  readonly introduction: string;
  readonly quality: Pick<Quality, 'churn' | 'value'>;
  readonly drivers: readonly Driver[];
  /** What to know before trusting the numbers. */
  readonly notes: readonly string[];
  /** SHA-256 of files, by name. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** The card of a version of the registry. */
export const cardOf = (entry: ModelEntry): Card => ({
  title: `Model ${entry.version}`,
  introduction: introduction(entry),
  quality: entry.quality,
  drivers: entry.drivers,
  notes: [...entry.quality.sentences, ...entry.notes, ...entry.extrapolation.notes],
  sha256: entry.sha256,
});

function introduction({ asOf, trainedOn, judgedOn, rows, codeVersion, features }: ModelEntry): string {
  return [
    `Predicts who leaves and what each customer brings, as of ${asOf}.`,
    `Learned from ${rows.train.toLocaleString('en')} rows as of ${trainedOn.join(', ')};`,
    `calibrated and judged on ${rows.later.toLocaleString('en')} later rows as of ${judgedOn.join(', ')}, each row by a calibration of other customers.`,
    `${features.length} features; code ${codeVersion}.`,
  ].join(' ');
}

/** Everything of the card that is a table, in its order. */
export function tablesOf({ quality: { churn, value }, drivers }: Card): CardTable[] {
  return [
    ...(churn === null
      ? []
      : [
          {
            title: 'Who leaves',
            rows: [
              [
                '95% intervals by customer',
                'AUC',
                'average precision',
                'top-decile lift',
                'log loss',
                'Brier',
              ],
              [
                'the model',
                figure(churn.auc),
                figure(churn.averagePrecision),
                figure(churn.topDecileLift, 2),
                figure(churn.logLoss),
                figure(churn.brier),
              ],
              ...churn.rules.map((rule) => [
                rule.name,
                figure(rule.auc),
                '',
                figure(rule.topDecileLift, 2),
                figure(rule.logLoss),
                '',
              ]),
            ],
          },
          {
            title: 'Calibration',
            rows: [
              ['customers', 'predicted', 'left'],
              ...churn.reliability.map((bin) => [
                String(bin.rows),
                percent(bin.predicted),
                percent(bin.realised),
              ]),
            ],
          },
        ]),
    ...(value === null
      ? []
      : [
          {
            title: 'What they bring',
            rows: [
              ['95% intervals by customer', 'normalised Gini', 'Spearman', 'error by decile'],
              [
                'the model',
                figure(value.normalisedGini),
                figure(value.spearman),
                figure(value.decileError, 2),
              ],
              ...value.rules.map((rule) => [
                rule.name,
                figure(rule.normalisedGini),
                figure(rule.spearman),
                figure(rule.decileError, 2),
              ]),
            ],
          },
          {
            title: 'Value by tenth of the predictions',
            rows: [
              ['customers', 'predicted', 'realised'],
              ...value.deciles.map((decile) => [
                String(decile.rows),
                money(decile.predicted),
                money(decile.realised),
              ]),
            ],
          },
        ]),
    {
      title: 'What moves the chance of leaving',
      rows: [['what', 'share'], ...drivers.slice(0, 12).map(({ group, share }) => [group, percent(share)])],
    },
  ];
}
