import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Measured } from '../../models/quality.ts';
import { count, percent, table } from './words.ts';

/** A row per origin, and how often the model was ahead of the best simple rule beyond chance. */
export function validationScreen(entries: readonly ModelEntry[]): string[] {
  const head = [
    'as of',
    'judged on',
    'customers',
    'churn',
    'AUC',
    'best simple rule',
    'calibration error (chance)',
    'value Gini',
    'predicted ÷ realised',
  ];
  return [
    'Each line is a run that knew nothing from its day on; in brackets 95% intervals by customer',
    ...table(head, entries.map(rowOf)),
    '',
    aheadSentence(entries),
  ];
}

function rowOf({ asOf, judgedOn, quality: { churn, value } }: ModelEntry): string[] {
  const best = bestRule(churn?.rules ?? []);
  return [
    asOf,
    judgedOn.join(', '),
    churn ? count(churn.customers) : '',
    churn ? percent(churn.churners / churn.customers) : '',
    figure(churn?.auc),
    best ? `${best.auc.value.toFixed(3)} ${best.name}` : '',
    churn ? `${percent(churn.ece)} (${percent(churn.eceNoise.p95)})` : '',
    figure(value?.normalisedGini),
    figure(value?.totalRatio, 2),
  ];
}

type Rule = NonNullable<ModelEntry['quality']['churn']>['rules'][number];

const bestRule = (rules: readonly Rule[]): Rule | undefined =>
  [...rules].sort((a, b) => b.auc.value - a.auc.value)[0];

function aheadSentence(entries: readonly ModelEntry[]): string {
  const judged = entries.flatMap(({ quality: { churn } }) => (churn ? [bestRule(churn.rules)] : []));
  const ahead = judged.filter((rule) => rule !== undefined && rule.difference.auc.low > 0).length;
  return `Ahead of the best simple rule in AUC, beyond chance, at ${ahead} of ${judged.length} origins.`;
}

const figure = (measured: Measured | undefined, digits = 3): string =>
  measured === undefined
    ? ''
    : `${measured.value.toFixed(digits)} [${measured.low.toFixed(digits)}, ${measured.high.toFixed(digits)}]`;
