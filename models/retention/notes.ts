import type { CalibratorChoice } from '../learn/calibration/choose-calibrator.ts';
import type { Adjustment } from './adjustment.ts';
import { mostCorrection } from './intervals/level.ts';

/** Beyond this a corrected level deserves a reader's doubt. */
const notableCorrection = 0.15;

/** What a reader of the manifest should know before trusting the numbers. */
export const notesOn = (adjustment: Adjustment, choice: CalibratorChoice | null): string[] => [
  ...notesOnChurn(adjustment, choice),
  ...notesOnValue(adjustment, 'held-out rows'),
];

/**
 * The same of members that were fitted once more on all rows.
 * @param left names of those that were not, having hardly a part in the scores
 */
export const notesOnRefit = (
  adjustment: Adjustment,
  churnOnly: boolean,
  left: readonly string[],
): string[] => [
  'The members were fitted once more on training and held-out rows together; all quality is that of the fit that had not seen the held-out rows.',
  ...(left.length > 0
    ? [
        `Not fitted again, as ${left.length === 1 ? 'it has' : 'they have'} less than 5% of the weight: ${left.join(', ')}.`,
      ]
    : []),
  ...notesOnRefitChurn(adjustment),
  ...(churnOnly ? [] : notesOnValue(adjustment, 'all rows')),
];

const notesOnRefitChurn = ({ calibrator, churnSpread }: Adjustment): string[] => [
  ...(calibrator.method === 'platt'
    ? [
        `Churn is calibrated with a slope of ${calibrator.slope.toFixed(2)}, learned on held-out rows, at the level of all rows.`,
      ]
    : []),
  ...noteOnSpread(churnSpread),
];

/** The same where churn alone was taught. */
export const notesOnChurn = ({ churnSpread }: Adjustment, choice: CalibratorChoice | null): string[] => [
  choice
    ? `Churn is calibrated by "${choice.method}", chosen by cross-fitted log loss on held-out rows.`
    : 'Churn is not calibrated: the held-out rows have no known outcome of both kinds.',
  ...noteOnSpread(churnSpread),
];

const noteOnSpread = (spread: Adjustment['churnSpread']): string[] =>
  spread ? [] : ['The churn interval shows the spread of the members only.'];

function notesOnValue({ level, predictive }: Adjustment, where: string): string[] {
  const strata = predictive.kept.shapes.length;
  return [
    ...notesOnLevel(level, where),
    `Each customer's value has one distribution, from which its mean, P10, P50 and P90, worth if kept and if lost come: with the chance of leaving what a lost customer brings, else what a kept one does, spread as on held-out rows in ${strata === 1 ? 'one stratum' : `${strata} strata`} of predicted value. Where no value at all is likelier than 10%, P10 is 0.`,
    `A lost customer is taken to bring ${percent(predictive.lostShare)} of a kept one's value: one share for all, from churned rows.`,
  ];
}

function notesOnLevel(level: number, where: string): string[] {
  if (level <= 1 / mostCorrection)
    return [
      `Value realised on ${where} was a third of the predicted total or less, or below zero. Predictions are divided by ${mostCorrection}, no more, and may still be too high: do not plan money by them.`,
    ];
  if (level >= mostCorrection)
    return [
      `Value realised on ${where} was ${mostCorrection} times the predicted total or more. Predictions are multiplied by ${mostCorrection}, no more, and may still be too low: do not plan money by them.`,
    ];
  return [
    `Value realised on ${where} was ${percent(level)} of the predicted total; predictions are corrected by it.`,
    ...(Math.abs(Math.log(level)) > notableCorrection
      ? [
          'That correction is large: a season or a change between the dates. Compare as-of dates a year apart.',
        ]
      : []),
  ];
}

const percent = (x: number) => `${Math.round(100 * x)}%`;
