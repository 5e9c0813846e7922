import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Measured } from '../../models/quality.ts';
import { count, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { cellOf } from '../../pipeline/reports/quality/churn-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { bestRule } from '../../pipeline/reports/sentences/verdict.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

type Judged = Pick<ModelEntry, 'asOf' | 'judgedOn' | 'quality'>;

/** A row per origin, and how often the model was ahead of the best simple rule beyond chance. */
export function validationScreen(entries: readonly Judged[]): string[] {
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
    'Each line is a run with no data from that day on; 95% intervals by customer in brackets',
    ...terminalTable(tableOf(head, entries.map(rowOf))),
    '',
    aheadSentence(entries),
  ];
}

function rowOf({ asOf, judgedOn, quality: { churn, value } }: Judged): Cell[] {
  const best = bestRule(churn?.rules ?? []);
  return [
    asOf,
    judgedOn.join(', '),
    churn ? count(churn.customers) : '',
    churn ? share(churn.churners / churn.customers) : '',
    figure(churn?.auc),
    best ? `${write.quantity(number(best.auc.value))} ${best.name}` : '',
    churn ? `${write.percent(churn.ece)} (${write.percent(churn.eceNoise.p95)})` : '',
    figure(value?.normalisedGini),
    figure(value?.totalRatio, 2),
  ];
}

function aheadSentence(entries: readonly Judged[]): string {
  const judged = entries.flatMap(({ quality: { churn } }) => (churn ? [bestRule(churn.rules)] : []));
  if (judged.length === 0) return 'No origin could be judged: no later outcome is known.';
  const ahead = judged.filter((rule) => rule !== undefined && rule.difference.auc.low > 0).length;
  return `Ahead of the best simple rule in AUC, beyond chance, at ${ahead} of ${judged.length} origins.`;
}

const figure = (measured: Measured | undefined, digits = 3): Cell =>
  cellOf(measured, { unit: 'number', digits });
