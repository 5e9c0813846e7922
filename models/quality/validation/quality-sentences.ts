import type { Measured } from '../metrics/cluster-bootstrap.ts';
import type { ChurnQuality, ChurnRuleQuality } from './churn-quality.ts';
import type { DateQuality } from './date-quality.ts';
import type { SegmentCalibration } from './segment-calibration.ts';
import type { ValueQuality, ValueRuleQuality } from './value-quality.ts';

/** Coverage of 80% intervals that is good enough to say nothing more. */
const goodCoverage = { low: 0.78, high: 0.82 };

/** The quality in words, for the screen and the card. Intervals are 95%. */
export function qualitySentences(
  churn: ChurnQuality | null,
  value: ValueQuality | null,
  segments: SegmentCalibration,
  byDate: readonly DateQuality[],
): string[] {
  return [
    ...(churn === null ? [unjudgedChurn] : churnSentences(churn)),
    ...segmentSentences(segments),
    ...(value === null ? [unjudgedValue] : valueSentences(value)),
    ...levelSentences(byDate),
  ];
}

const unjudgedChurn =
  'Churn cannot be judged: on later dates no outcome is known, or every customer fared the same.';
const unjudgedValue =
  'Value cannot be judged: on later dates no value is known, or all customers together brought nothing.';

const churnSentences = (churn: ChurnQuality): string[] => [
  `Churn, on ${churn.rows} customers at the latest judged date (${churn.churners} left): AUC ${figure(churn.auc)}; among the tenth most at risk ${figure(churn.topDecileLift, 1)} times as many leave as on average.`,
  `At the list's size (${percent(churn.listShare)} of the customers) it holds ${percentFigure(churn.gainAtList)} of those who leave.`,
  calibrationSentence(churn),
  ...churn.rules.map(churnRuleSentence),
];

function calibrationSentence({ ece, eceNoise }: ChurnQuality): string {
  const compared = `${ece.toFixed(3)} on average, where chance alone gives up to ${eceNoise.p95.toFixed(3)}`;
  return ece <= eceNoise.p95
    ? `Its probabilities can be taken at their word: they miss the realised share by ${compared}.`
    : `Its probabilities are off: they miss the realised share by ${compared}.`;
}

/** Where the chances do not hold within a segment, or that they do. */
function segmentSentences({ judged, missed }: SegmentCalibration): string[] {
  if (judged === 0) return [];
  if (missed.length === 0)
    return [`They hold within each of ${judged} segments with enough customers to tell.`];
  return missed.map(
    ({ column, level, predicted, realised, rows }) =>
      `They do not hold where ${column} is ${level}: ${percent(predicted)} predicted, ${percent(realised)} left (${rows} customers). Filter by it with care.`,
  );
}

const churnRuleSentence = ({ name, auc, difference }: ChurnRuleQuality): string =>
  `Beside it, ${name} has AUC ${auc.value.toFixed(3)}: the model is ${standing(difference.auc)} in AUC and ${standing(negated(difference.logLoss))} in log loss.`;

const valueSentences = (value: ValueQuality): string[] => [
  `Value, on ${value.rows} customers: normalised Gini ${figure(value.normalisedGini)}, Spearman ${figure(value.spearman)}; by tenths of the predictions it is off by ${percentFigure(value.decileError)} of the mean.`,
  `The total predicted is ${figure(value.totalRatio, 2)} times what came. ${coverageSentence(value)}`,
  ...value.rules.map(valueRuleSentence),
];

function coverageSentence({ coverage80, deciles }: ValueQuality): string {
  const all = `The 80% intervals hold ${percentFigure(coverage80)} of the values`;
  const far = deciles.flatMap((decile, d) => (isFar(decile.coverage80, decile.rows) ? [d + 1] : []));
  if (far.length > 0)
    return `${all}, but not in every tenth of the predictions: see ${far.join(', ')} of 10, highest first.`;
  const good = coverage80.value >= goodCoverage.low && coverage80.value <= goodCoverage.high;
  return good ? `${all}, as they should.` : `${all}.`;
}

/** Beyond three standard errors of a true 80%. */
const isFar = (share: number, rows: number) => Math.abs(share - 0.8) > 3 * Math.sqrt((0.8 * 0.2) / rows);

const valueRuleSentence = ({ name, normalisedGini, difference }: ValueRuleQuality): string =>
  `Beside it, ${name} has a normalised Gini of ${normalisedGini.value.toFixed(3)}: the model is ${standing(difference.normalisedGini)}.`;

/** Dates whose predicted total lies off by chance alone only once in twenty, and by over a tenth. */
function levelSentences(byDate: readonly DateQuality[]): string[] {
  return byDate.flatMap(({ asOf, churn, value }) => [
    ...levelSentence(asOf, 'churners', churn?.ratio ?? null),
    ...levelSentence(asOf, 'value', value?.ratio ?? null),
  ]);
}

function levelSentence(asOf: number, what: string, ratio: Measured | null): string[] {
  if (ratio === null || (ratio.low <= 1 && ratio.high >= 1) || Math.abs(ratio.value - 1) < 0.1) return [];
  return [
    `At ${dayOf(asOf)} the predicted total of ${what} was ${figure(ratio, 2)} times what came: a season or a change that the model had not seen.`,
  ];
}

const dayOf = (asOf: number): string => new Date(asOf * 86_400_000).toISOString().slice(0, 10);

function standing(gain: Measured): string {
  if (gain.low > 0) return `ahead by ${figure(gain, 4)}`;
  return gain.high < 0
    ? `behind by ${figure(negated(gain), 4)}`
    : `level within chance (${signed(gain.low)} to ${signed(gain.high)})`;
}

const negated = ({ value, low, high }: Measured): Measured => ({ value: -value, low: -high, high: -low });

const signed = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(4)}`;

const figure = ({ value, low, high }: Measured, digits = 3) =>
  `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

const percentFigure = ({ value, low, high }: Measured) =>
  `${percent(value)} (${percent(low)} to ${percent(high)})`;
