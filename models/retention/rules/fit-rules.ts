import { type BehaviourColumns, nameOfRule } from '../../buying/behaviour/behaviour.ts';
import { fitBehaviour, hasBehaviour } from '../../buying/behaviour/fit-behaviour.ts';
import { fitLogistic } from '../../learn/calibration/logistic-fit.ts';
import type { LearningSet } from '../../types.ts';
import type { ChurnRule, FittedRule, RuleColumns, RuleTerm, ValueRule } from './fitted-rule.ts';
import { ruleNumbers } from './rule-numbers.ts';
import { rowsOfTerm, signedLog } from './score-rule.ts';

/**
 * What a model must beat to be worth anything: churn by recency alone, churn by a logistic regression on recency,
 * frequency and money, value by past value.
 * @throws ModelDataError where a column is missing or holds no numbers
 */
export function fitSimpleRules(train: LearningSet, columns: RuleColumns): FittedRule[] {
  const term = (name: string, missing: 'most' | 'none') => termOf(train, name, missing);
  const recency = term(columns.recency, 'most');
  const others = [columns.frequency, columns.monetary].filter((name) => name !== columns.recency);
  const rfm = [recency, ...[...new Set(others)].map((name) => term(name, 'none'))];
  return [
    { name: 'recency alone', churn: logisticRule(train, [recency]), value: null },
    { name: 'recency, frequency, money', churn: logisticRule(train, rfm), value: null },
    { name: 'past value', churn: null, value: pastValueRule(train, columns.pastValue) },
  ];
}

/**
 * What the field's probabilistic models say alone: of buying (BG/NBD or a sibling, with Gamma-Gamma) or of staying (survival
 * by tenure). Their chances are their own: nothing calibrates them.
 * @returns one rule, or none where the training rows cannot carry such a model
 */
export function fitBehaviourRules(train: LearningSet, columns: BehaviourColumns): FittedRule[] {
  const model = hasBehaviour(train.table, columns) ? fitBehaviour(train, columns) : null;
  if (model === null) return [];
  const rule = { kind: 'behaviour', model } as const;
  return [{ name: nameOfRule(model), churn: rule, value: rule }];
}

/** Null where the training rows hold one class only. */
function logisticRule({ table, churned }: LearningSet, terms: readonly RuleTerm[]): ChurnRule | null {
  const known = churned.filter((outcome) => !Number.isNaN(outcome));
  const left = known.reduce((sum, outcome) => sum + outcome, 0);
  if (left === 0 || left === known.length) return null;
  const weights = churned.map((outcome) => (Number.isNaN(outcome) ? 0 : 1));
  const labels = churned.map((outcome) => (outcome === 1 ? 1 : 0));
  const varying = terms.filter(({ spread }) => spread > 0);
  const coefficients = fitLogistic(
    varying.map((term) => rowsOfTerm(term, table)),
    labels,
    weights,
  );
  return {
    kind: 'logistic',
    terms: varying.map((term, t) => ({ ...term, coefficient: coefficients[t] })),
    intercept: coefficients.at(-1)!,
  };
}

/** Σ value ÷ Σ past value of the training rows. */
function pastValueRule({ table, value }: LearningSet, column: string): ValueRule {
  const past = ruleNumbers(table, column);
  let [realised, before] = [0, 0];
  value.forEach((came, row) => {
    if (Number.isNaN(came)) return;
    realised += came;
    before += past[row] || 0;
  });
  return { kind: 'past value', column, factor: before > 0 && realised > 0 ? realised / before : 1 };
}

/** Sign and log(1 + size), with missing values filled, to mean 0 and spread 1. */
function termOf({ table }: LearningSet, column: string, filledBy: 'most' | 'none'): RuleTerm {
  const own = ruleNumbers(table, column);
  const most = own.reduce((best, value) => (value > best ? value : best), 0);
  const missing = filledBy === 'most' ? most : 0;
  const logs = own.map((value) => signedLog(Number.isNaN(value) ? missing : value));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
  return { column, missing, mean, spread: spread > 1e-9 ? spread : 0, coefficient: 0 };
}
