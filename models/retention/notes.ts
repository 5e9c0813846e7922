import type { CalibratorChoice } from '../learn/calibration/choose-calibrator.ts';
import { sigmoid } from '../numerics/logit.ts';
import { normalQuantile } from '../numerics/normal.ts';
import type { Adjustment } from './adjustment.ts';
import { mostCorrection } from './intervals/level.ts';
import { type LevelChoice, type LevelRule, levelRules } from './levels/choose-dates.ts';
import type { Levels } from './levels/level-refit.ts';

/** Beyond this a corrected level deserves a reader's doubt. */
const notableCorrection = 0.15;

/** What a reader of the manifest should know before trusting the numbers. */
export const notesOn = (adjustment: Adjustment, choice: CalibratorChoice | null): string[] => [
  ...notesOnChurn(adjustment, choice),
  ...notesOnValue(adjustment, 'held-out rows'),
];

/** A model whose members were fitted once more on all rows. */
interface Refit {
  readonly adjustment: Adjustment;
  readonly levels: Levels | null;
  readonly churnOnly: boolean;
  /** Names of members that were not, having hardly a part in the scores. */
  readonly left: readonly string[];
}

/** As `notesOn`. */
export const notesOnRefit = ({ adjustment, levels, churnOnly, left }: Refit): string[] => [
  'The members were fitted once more on training and held-out rows together; all quality is that of the fit that had not seen the held-out rows.',
  ...(left.length > 0
    ? [
        `Not fitted again, as ${left.length === 1 ? 'it has' : 'they have'} less than 5% of the weight: ${left.join(', ')}.`,
      ]
    : []),
  ...notesOnRefitChurn(adjustment),
  ...noteOnDates('chance', levels?.chance ?? null),
  ...(churnOnly ? [] : notesOnValue(adjustment, 'all rows')),
  ...(churnOnly ? [] : noteOnDates('value', levels?.value ?? null)),
];

const notesOnRefitChurn = ({ calibrator, churnSpread }: Adjustment): string[] => [
  ...(calibrator.method === 'platt'
    ? [`Churn is calibrated with a slope of ${calibrator.slope.toFixed(2)}, learned on held-out rows.`]
    : []),
  ...noteOnSpread(churnSpread),
];

const byDates: Readonly<Record<LevelRule, string>> = {
  all: 'all dates by their customers',
  half: 'half all dates and half the newest',
  newest: 'the newest date alone',
};

/** Nineteen windows in twenty. */
const z975 = normalQuantile(0.975);

function noteOnDates(what: 'chance' | 'value', choice: LevelChoice | null): string[] {
  if (choice === null) return [];
  const { rule, missed, dates, learnedFrom } = choice;
  const others = levelRules.filter((other) => other !== rule);
  const figures = (rules: readonly LevelRule[]) =>
    rules.map((of) => `${byDates[of]}, ${missOf(what, missed[of])}`);
  const tried =
    dates === 0
      ? 'no past date could tell how the rules do here, so that of other businesses decided'
      : `told on ${dates === 1 ? 'one past date' : `${dates} past dates`} from the dates a window before, beside what is usual in other businesses`;
  return [
    `The level of ${what} is set by ${byDates[rule]}, of ${learnedFrom}: expected to miss the next window's by ${missOf(what, missed[rule])} (${figures(others).join('; ')}; ${tried}). In nineteen windows of twenty it lies within ${missOf(what, z975 * missed[rule])}.`,
  ];
}

/** A logit is points of a chance about a half; the log of value is a factor. */
const missOf = (what: 'chance' | 'value', miss: number): string =>
  what === 'chance'
    ? `${(100 * (sigmoid(miss) - 0.5)).toFixed(1)} points about a half`
    : `a factor of ${Math.exp(miss).toFixed(2)}`;

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
