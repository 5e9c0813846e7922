import type {
  ChurnQuality,
  ChurnRuleQuality,
  DateQuality,
  Measured,
  Quality,
  SegmentCalibration,
  Standing,
  Standings,
  ValueQuality,
  ValueRuleQuality,
} from '../../../models/quality.ts';
import { byCustomer, estimateOf, type Quantity } from '../estimate.ts';
import { type Format, write } from '../format.ts';
import { tellingDigits } from '../telling-digits.ts';
import { calibrationSentence, exampleSentence } from './calibration-sentences.ts';
import { rankerName } from './standing-sentences.ts';

/** Coverage of 80% intervals that is good enough to say nothing more. */
const goodCoverage = { low: 0.78, high: 0.82 };

/**
 * The quality in words, for the screen and the card. Intervals are 95%.
 * @param standings who ranks, where that was decided: quality is that of what ranks
 */
export const qualitySentences = (
  { churn, value, segments, byDate }: Quality,
  standings: Standings | null = null,
  format: Format = write,
): string[] => [
  ...(churn === null ? [unjudgedChurn] : churnSentences(churn, standings?.churn ?? null, format)),
  ...segmentSentences(segments, format),
  ...(value === null ? [unjudgedValue] : valueSentences(value, standings?.value ?? null, format)),
  ...byDate.flatMap((date) => levelSentences(date, format)),
];

const unjudgedChurn =
  'Churn cannot be judged: on later dates no outcome is known, or all customers had the same outcome.';
const unjudgedValue =
  'Value cannot be judged: on later dates no value is known, or all customers together brought nothing.';

function churnSentences(churn: ChurnQuality, ranked: Standing | null, format: Format): string[] {
  const { churners, auc, topDecileLift, listShare, gainAtList, rules } = churn;
  return [
    `Churn, on ${format.count(churn.rows)} customers at the latest judged date (${format.count(churners)} left): AUC ${format.spoken(figure(auc))}; among the tenth most at risk ${format.spoken(figure(topDecileLift, 1))} times as many leave as on average.`,
    `At the list's size (${format.percent(listShare)} of the customers) it contains ${format.spoken(shareFigure(gainAtList))} of those who leave.`,
    calibrationSentence(churn, format),
    exampleSentence(churn, format),
    ...besides(rules, ranked).map((rule) => churnRuleSentence(rule, rankerName(ranked), format)),
  ];
}

/** Where the chances do not hold within a segment, or that nowhere more is missed than chance explains. */
function segmentSentences({ judged, missed }: SegmentCalibration, format: Format): string[] {
  if (judged === 0) return [];
  if (missed.length === 0)
    return [
      `In none of ${format.count(judged)} segments with enough customers to tell are the probabilities off by more than chance and more than ${format.points(0.02, 0)}.`,
    ];
  return missed.map(
    ({ column, level, predicted, realised, rows }) =>
      `The probabilities are off where ${column} is ${level}: ${format.percent(predicted)} predicted, ${format.percent(realised)} left (${format.count(rows)} customers). Use it as a filter with care.`,
  );
}

/** A rule that ranks is not beside itself. */
const besides = <Rule extends { readonly name: string }>(rules: readonly Rule[], ranked: Standing | null) =>
  rules.filter(({ name }) => name !== ranked?.rule);

const churnRuleSentence = (
  { name, auc, difference }: ChurnRuleQuality,
  ranks: string,
  format: Format,
): string =>
  `For comparison, ${name} has AUC ${format.number(auc.value)}: ${ranks} is ${standing(difference.auc, format)} in AUC and ${standing(negated(difference.logLoss), format)} in log loss.`;

const valueSentences = (value: ValueQuality, ranked: Standing | null, format: Format): string[] => [
  `Value, on ${format.count(value.rows)} customers: normalised Gini ${format.spoken(figure(value.normalisedGini))}, Spearman ${format.spoken(figure(value.spearman))}; by tenths of the predictions the error is ${format.spoken(shareFigure(value.decileError))} of the mean.`,
  `The predicted total is ${format.spoken(figure(value.totalRatio, 2))} times the realised one. ${coverageSentence(value, format)}`,
  ...besides(value.rules, ranked).map((rule) => valueRuleSentence(rule, rankerName(ranked), format)),
];

function coverageSentence({ coverage80, deciles }: ValueQuality, format: Format): string {
  const all = `The 80% intervals hold ${format.spoken(shareFigure(coverage80))} of the values (counting zeros in part)`;
  const far = deciles.flatMap((decile, d) => (isFar(decile.coverage80, decile.rows) ? [d + 1] : []));
  if (far.length > 0)
    return `${all}, but not 80% in every tenth of the predictions: see ${far.join(', ')} of 10, highest first.`;
  const good = coverage80.value >= goodCoverage.low && coverage80.value <= goodCoverage.high;
  return good ? `${all}, as they should.` : `${all}.`;
}

/** Beyond three standard errors of a true 80%. */
const isFar = (share: number, rows: number) => Math.abs(share - 0.8) > 3 * Math.sqrt((0.8 * 0.2) / rows);

const valueRuleSentence = (
  { name, normalisedGini, difference }: ValueRuleQuality,
  ranks: string,
  format: Format,
): string =>
  `For comparison, ${name} has a normalised Gini of ${format.number(normalisedGini.value)}: ${ranks} is ${standing(difference.normalisedGini, format)}.`;

/** Dates whose predicted total lies off by chance alone only once in twenty, and by over a tenth. */
const levelSentences = ({ asOf, churn, value }: DateQuality, format: Format): string[] => [
  ...levelSentence(asOf, 'churners', churn?.ratio ?? null, format),
  ...levelSentence(asOf, 'value', value?.ratio ?? null, format),
];

function levelSentence(asOf: number, what: string, ratio: Measured | null, format: Format): string[] {
  if (ratio === null || (ratio.low <= 1 && ratio.high >= 1) || Math.abs(ratio.value - 1) < 0.1) return [];
  return [
    `At ${dayOf(asOf)} the predicted total of ${what} was ${format.spoken(figure(ratio, 2))} times the realised one, as after a season or a change that the model had not seen.`,
  ];
}

const dayOf = (asOf: number): string => new Date(asOf * 86_400_000).toISOString().slice(0, 10);

function standing(gain: Measured, format: Format): string {
  const digits = tellingDigits(4, gain.low, gain.high);
  if (gain.low > 0) return `ahead by ${format.spoken(figure(gain, digits))}`;
  if (gain.high < 0) return `behind by ${format.spoken(figure(negated(gain), digits))}`;
  const end = (value: number) => format.quantity({ value, unit: 'number', digits, signed: true });
  return `level within chance (${end(gain.low)} to ${end(gain.high)})`;
}

const negated = ({ value, low, high }: Measured): Measured => ({ value: -value, low: -high, high: -low });

const inUnit =
  (unit: Quantity['unit'], usual: number) =>
  (measured: Measured, digits = usual) =>
    estimateOf(measured, { unit, digits }, byCustomer);
const figure = inUnit('number', 3);
const shareFigure = inUnit('share', 1);
