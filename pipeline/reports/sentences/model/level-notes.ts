import { normalQuantile, sigmoid } from '../../../../models/numerics.ts';
import {
  type EnsembleManifest,
  everybodyAlike,
  type Levels,
  mostCorrection,
} from '../../../../models/retention.ts';
import type { Format } from '../../format.ts';

type LevelChoice = NonNullable<Levels['chance']>;
type LevelRule = LevelChoice['rule'];

/** Beyond this a corrected level deserves a reader's doubt. */
const notableCorrection = 0.15;

/** How chances and values were brought to the level of what happened, and what their intervals say. */
export function levelNotes(manifest: EnsembleManifest, format: Format): string[] {
  const { valueUnit, notFittedAgain, levels } = manifest;
  const churnOnly = valueUnit === null;
  const isRefit = notFittedAgain !== null;
  return [
    calibrationNote(manifest, format),
    manifest.adjustment.churnSpread ? null : 'The churn interval shows the spread of the members only.',
    isRefit ? datesNote('chance', levels?.chance ?? null, format) : null,
    ...(churnOnly ? [] : valueNotes(manifest, isRefit ? 'all rows' : 'held-out rows', format)),
    isRefit && !churnOnly ? datesNote('value', levels?.value ?? null, format) : null,
  ].filter((note) => note !== null);
}

function calibrationNote(
  { notFittedAgain, adjustment: { calibrator }, calibrationChoice, blend, standIn }: EnsembleManifest,
  format: Format,
): string | null {
  if (blend.churn.published === 'floor' || standIn.churn?.name === everybodyAlike) return null;
  if (notFittedAgain !== null)
    return calibrator.method === 'platt'
      ? `Churn is calibrated with a slope of ${format.number(calibrator.slope, 2)}, learned on held-out rows.`
      : null;
  if (calibrationChoice === null)
    return 'Churn is not calibrated: the held-out rows have no known outcome of both kinds.';
  return calibrationChoice.method === 'none'
    ? 'Churn is not calibrated: no method lowers cross-fitted log loss on held-out rows by more than chance explains.'
    : `Churn is calibrated by "${calibrationChoice.method}", chosen by cross-fitted log loss on held-out rows.`;
}

const byDates: Readonly<Record<LevelRule, string>> = {
  all: 'all dates by their customers',
  half: 'half all dates and half the newest',
  newest: 'the newest date alone',
};
const rules = Object.keys(byDates) as LevelRule[];

/** Nineteen windows in twenty. */
const z975 = normalQuantile(0.975);

function datesNote(what: 'chance' | 'value', choice: LevelChoice | null, format: Format): string | null {
  if (choice === null) return null;
  const { rule, missed, dates, learnedFrom } = choice;
  const miss = (of: number) => missOf(what, of, format);
  const others = rules
    .filter((other) => other !== rule)
    .map((other) => `${byDates[other]}, ${miss(missed[other])}`)
    .join('; ');
  const tried =
    dates === 0
      ? 'no past date could tell how the rules do here, so the experience of other businesses decided'
      : `tried on ${dates === 1 ? 'one past date' : `${dates} past dates`} from the dates a window before, combined with the experience of other businesses`;
  return `The level of ${what} is set by ${byDates[rule]}, of ${learnedFrom}: with an expected error in the next window of ${miss(missed[rule])} (${others}; ${tried}). In nineteen windows of twenty the error is within ${miss(z975 * missed[rule])}.`;
}

/** A logit is points of a chance about a half; the log of value is a factor. */
const missOf = (what: 'chance' | 'value', miss: number, format: Format): string =>
  what === 'chance'
    ? `${format.points(sigmoid(miss) - 0.5)} around one half`
    : `a factor of ${format.number(Math.exp(miss), 2)}`;

function valueNotes(
  { adjustment: { level, predictive }, taught: { few } }: EnsembleManifest,
  where: string,
  format: Format,
): string[] {
  const strata = predictive.kept.shapes.length;
  return [
    ...correctionNotes(level, where, format),
    `Each customer's value has one distribution, from which its mean, P10, P50 and P90 and CLV if kept and if lost come: a mixture of a lost customer’s value (with the probability of leaving) and a kept one’s, spread as ${few ? 'on held-out rows' : 'at all dates with known outcomes'} in ${strata === 1 ? 'one stratum' : `${strata} strata`} of predicted value. Where the probability of no value is above 10%, P10 is 0; above 90%, so is P90, and the mean is above it.`,
    'Eighty values in a hundred lie between P10 and P90 on average over dates; in a window that brings much more or less than those before, fewer may.',
    `A lost customer is assumed to bring ${format.percent(predictive.lostShare, 0)} of a kept one's value: one share for all, from churned rows.`,
  ];
}

function correctionNotes(level: number, where: string, format: Format): string[] {
  if (level <= 1 / mostCorrection)
    return [
      `Value realised on ${where} was a third of the predicted total or less, or below zero. Predictions are divided by ${mostCorrection}, no more, and may still be too high: do not budget with them.`,
    ];
  if (level >= mostCorrection)
    return [
      `Value realised on ${where} was ${mostCorrection} times the predicted total or more. Predictions are multiplied by ${mostCorrection}, no more, and may still be too low: do not budget with them.`,
    ];
  return [
    `Value realised on ${where} was ${format.percent(level, 0)} of the predicted total; predictions are corrected by it.`,
    ...(Math.abs(Math.log(level)) > notableCorrection
      ? [
          'That correction is large: a season or a change between the dates. Compare as-of dates a year apart.',
        ]
      : []),
  ];
}
