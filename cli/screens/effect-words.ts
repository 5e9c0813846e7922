import type { EffectReason, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { write } from '../../pipeline/reports/format.ts';

/** The answer in the fewest words. */
export const answerWords: Readonly<Record<EffectReport['verdict']['answer'], string>> = {
  warning: 'no effect can be stated',
  'not-matured': 'too early to say',
  pays: 'it pays',
  loses: 'it loses money',
  'not-shown': 'neither a gain nor a loss is shown',
  'raises-margin': 'it raises margin; costs are not known',
  'lowers-margin': 'it lowers margin; costs are not known',
  'no-effect-shown': 'no effect is shown; costs are not known',
  raises: 'it raises the outcome',
  lowers: 'it lowers the outcome',
  'no-difference': 'no effect is shown',
};

const number = (value: number | null): string => (value === null ? 'not known' : write.number(value, 2));
const count = (value: number | null): string => (value === null ? 'some' : write.count(value));
const percent = (value: number | null): string => (value === null ? 'some' : write.percent(value, 1));

/** A sentence for each reason, and what to do about it. */
const sentences: Readonly<Record<EffectReason['code'], (reason: EffectReason) => string>> = {
  'sample-ratio': ({ found }) =>
    `The arms are not as large as they were drawn (p ${write.p(found ?? 0)}): the draw or its records are broken.`,
  'uneven-outcomes': ({ found }) =>
    `Outcomes are missing more often in one arm than in the other (p ${write.p(found ?? 0)}).`,
  'both-arms': ({ found }) => `Customers in both arms: ${count(found)}. The draw was not kept.`,
  'arms-changed': ({ found }) => `Customers whose arm changed during the campaign: ${count(found)}.`,
  'shares-changed': ({ found }) =>
    `${count(found)} different shares were held out during the campaign: customers drawn at different times are not comparable.`,
  'ledger-gap': ({ found }) => `Files of the ledger that are missing: ${count(found)}. Restore them.`,
  'touches-disagree': ({ found }) =>
    `According to touches, ${percent(found)} of those drawn for contact were held out.`,
  'no-control': () => 'Nobody was held out: there is nothing to compare with.',
  'no-contact': () => 'Nobody was drawn to be contacted.',
  'not-matured': ({ found }) =>
    `${percent(found)} of the customers have been followed for the whole horizon.`,
  'costs-missing': () =>
    'Costs are not known: map cost in touches, set costPerContact in the campaign, or for a table use --cost.',
  'costs-incomplete': ({ found }) => `${percent(found)} of the contacts have no cost.`,
  'costs-planned': () => 'Costs are those planned with the lists: no touch of the campaign states them.',
  'all-equal': () => 'Every customer has the same outcome: there is nothing to compare.',
  few: ({ found, limit }) =>
    `Customers in the smaller arm: ${count(found)}, too few for an interval; ${count(limit)} are needed.`,
  rich: ({ found }) =>
    found === null
      ? 'Those held out brought nothing and those contacted did: no interval can be stated.'
      : `The arms differ by ${percent(found)} of the held out: from half of it on the interval is too narrow, unless the richer arm is not the smaller one and both are large.`,
  'one-customer': ({ found }) =>
    found === null
      ? 'An arm brought nothing: whether one customer decides it is not known.'
      : `One customer’s gain or loss is ${percent(found)} of an arm’s money.`,
  'negative-margins': () => 'The held out lose money overall: relative figures mean nothing.',
  'terms-changed': ({ name }) =>
    `The config’s ${name} differs from that of the launch; that of the launch applies.`,
  'control-contacted': ({ found }) =>
    `${percent(found)} of those who were not to be contacted were; they count as not contacted.`,
  'not-delivered': ({ found }) =>
    `${percent(found)} of the contacted were not reached; they count as contacted.`,
  'delivery-unknown': () => 'No touch of the campaign says who was reached.',
  imbalance: ({ found, name }) => `${name} differs by ${number(found)} standard deviations between the arms.`,
  'few-controls': ({ found, limit }) =>
    `Those not contacted are equivalent to ${count(found && Math.round(found))} customers like those contacted; ${count(limit && Math.ceil(limit))} are needed.`,
  'no-overlap': ({ found }) => `For ${percent(found)} of those contacted, nobody similar was left alone.`,
  'one-control': ({ found }) =>
    `One customer who was not contacted carries ${percent(found)} of the weight of the comparison.`,
  'estimators-disagree': ({ found }) => `Two estimators lie ${number(found)} standard errors apart.`,
  'placebo-fails': ({ found }) =>
    `The campaign seems to have changed a figure from before it (z ${number(found)}): those chosen differ in ways that were not recorded.`,
  'trends-differ': ({ found }) =>
    `Difference in differences finds an effect before the start (z ${number(found)}): the trends were not parallel.`,
  'earlier-still': ({ name }) =>
    `${name} is the same for every customer compared, so there is no change to compare.`,
  'draw-unknown': () =>
    'The sizes of the arms were not checked against the draw: give the planned shares with --shares.',
  'outcomes-unknown': ({ found }) => `Customers whose outcome is not known, left out: ${count(found)}.`,
  'no-arm': ({ found }) => `Rows that name no arm, left out: ${count(found)}.`,
  'values-missing': ({ name }) =>
    `Missing values of ${name} count as the mean, and as missing in a column of their own.`,
  'ids-unknown': () =>
    'Each row counts as a customer: name the ids with --id to have repeated customers refused.',
  'no-scores': ({ found }) => `${percent(found)} of the customers have no score of this date.`,
  'unknown-customers': ({ found }) => `Customers who are no longer in the tables: ${count(found)}.`,
  escalated: ({ found }) =>
    `Complaints of ${count(found)} of the customers were answered as escalations, in either arm.`,
};

export const reasonSentence = (reason: EffectReason): string => sentences[reason.code](reason);
