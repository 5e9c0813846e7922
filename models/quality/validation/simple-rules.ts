import { ModelDataError } from '../../errors.ts';
import { fitLogistic } from '../../learn/calibration/logistic-fit.ts';
import { sigmoid } from '../../numerics/logit.ts';
import type { FeatureTable, LearningSet } from '../../types.ts';
import { knownRows } from './latest-rows.ts';

/** A rule that anybody could apply by hand, fitted on training rows and applied to the later ones. */
export interface SimpleRule {
  /** As it stands in a table: "recency alone". */
  readonly name: string;
  /** P(churn) of each later row; null where the rule says nothing of churn. */
  readonly churn: Float64Array | null;
  /** Expected value of each later row, in the unit of `Outcomes.value`; null where the rule says nothing of value. */
  readonly value: Float64Array | null;
}

export type SimpleRules = readonly SimpleRule[];

/** Names of the number columns that the rules read. One column may serve several rules. */
export interface RuleColumns {
  /** Days since the last order or activity; not known counts as longest ago. */
  readonly recency: string;
  /** Number of orders or of activities; not known counts as 0. */
  readonly frequency: string;
  /** Money per order or per period; not known counts as 0. */
  readonly monetary: string;
  /** Money of the past, such as the margin of the last year; not known counts as 0. */
  readonly pastValue: string;
}

/** One term of a logistic rule: the column on a log scale, standardised by the training rows. */
interface Term {
  readonly train: Float64Array;
  readonly later: Float64Array;
}

/**
 * What a model must beat to be worth anything: churn by recency alone, churn by a logistic regression on recency,
 * frequency and money, value by past value.
 * @throws ModelDataError where a column is missing or holds no numbers
 */
export function simpleRules(train: LearningSet, later: LearningSet, columns: RuleColumns): SimpleRules {
  const term = (name: string, missing: 'most' | 'none') => logTerm(train.table, later.table, name, missing);
  const recency = term(columns.recency, 'most');
  const others = [columns.frequency, columns.monetary].filter((name) => name !== columns.recency);
  const rfm = [recency, ...[...new Set(others)].map((name) => term(name, 'none'))];
  return [
    { name: 'recency alone', churn: logisticRule(train, [recency]), value: null },
    { name: 'recency, frequency, money', churn: logisticRule(train, rfm), value: null },
    { name: 'past value', churn: null, value: pastValueRule(train, later, columns.pastValue) },
  ];
}

/** Null where the training rows hold one class only. */
function logisticRule({ churned }: LearningSet, terms: readonly Term[]): Float64Array | null {
  const known = churned.filter((outcome) => !Number.isNaN(outcome));
  const left = known.reduce((sum, outcome) => sum + outcome, 0);
  if (left === 0 || left === known.length) return null;
  const weights = churned.map((outcome) => (Number.isNaN(outcome) ? 0 : 1));
  const labels = churned.map((outcome) => (outcome === 1 ? 1 : 0));
  const varying = terms.filter(({ train }) => train.some((value) => value !== 0));
  const coefficients = fitLogistic(
    varying.map(({ train }) => train),
    labels,
    weights,
  );
  return terms[0].later.map((_, row) =>
    sigmoid(varying.reduce((sum, { later }, t) => sum + coefficients[t] * later[row], coefficients.at(-1)!)),
  );
}

/** Money in the past grown or shrunk by one factor, Σ value ÷ Σ past value of the training rows. */
function pastValueRule(train: LearningSet, later: LearningSet, name: string): Float64Array {
  const past = numbersOf(train.table, name);
  let [realised, before] = [0, 0];
  for (const row of knownRows(train.value)) {
    realised += train.value[row];
    before += orZero(past[row]);
  }
  const factor = before > 0 && realised > 0 ? realised / before : 1;
  return numbersOf(later.table, name).map((value) => factor * orZero(value));
}

/** Sign and log(1 + size), with missing values filled, to mean 0 and spread 1 (or 0 where it never varies). */
function logTerm(train: FeatureTable, later: FeatureTable, name: string, missing: 'most' | 'none'): Term {
  const own = numbersOf(train, name);
  const most = own.reduce((best, value) => (value > best ? value : best), 0);
  const filled = (value: number) => (Number.isNaN(value) ? (missing === 'most' ? most : 0) : value);
  const logs = own.map((value) => signedLog(filled(value)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
  const scaled = (value: number) => (spread > 1e-9 ? (signedLog(filled(value)) - mean) / spread : 0);
  return { train: own.map(scaled), later: numbersOf(later, name).map(scaled) };
}

const signedLog = (value: number) => Math.sign(value) * Math.log1p(Math.abs(value));

const orZero = (value: number) => (Number.isNaN(value) ? 0 : value);

function numbersOf({ columns }: FeatureTable, name: string): Float64Array {
  const column = columns.find((candidate) => candidate.name === name);
  if (column?.kind === 'number') return column.values;
  const why = column ? 'holds categories, not numbers' : 'is not among the features';
  throw new ModelDataError(
    `The simple rules that a model is judged by need the column "${name}", but it ${why}. Name another in the rule's columns.`,
  );
}
