import type { Measured } from '../../models/quality.ts';
import { byCustomer, count, estimateOf } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import type { FeaturesGain } from '../../pipeline/training/without-features.ts';

interface GainAt {
  readonly asOf: string;
  readonly gain: FeaturesGain;
}

/** What some features add at each origin: figures of the model with them less those of a model without. Nothing without a gain. */
export function gainScreen(gains: readonly GainAt[]): string[] {
  if (gains.length === 0) return [];
  const { names, features } = gains.at(-1)!.gain;
  const head = [
    'as of',
    'customers',
    'AUC',
    'log loss',
    'lift of the first tenth',
    'value Gini',
    'value rank correlation',
  ];
  return [
    '',
    `What ${names.join(', ')} ${names.length === 1 ? 'adds' : 'add'}: with all features less without these (${write.count(features.leftOut)} of ${write.count(features.leftOut + features.kept)} left out), on the same later customers; of log loss less is better`,
    ...terminalTable(tableOf(head, gains.map(rowOf))),
    '',
    gainSentence(gains),
    'Intervals are 95%, paired by customer. They do not cover what another seed or another date would give: look at several origins.',
  ];
}

function rowOf({ asOf, gain: { churn, value } }: GainAt): Cell[] {
  const [ofChurn, ofValue] = [churn?.rules[0]?.difference, value?.rules[0]?.difference];
  return [
    asOf,
    churn ? count(churn.customers) : '',
    difference(ofChurn?.auc, 4),
    difference(ofChurn?.logLoss, 4),
    difference(ofChurn?.topDecileLift, 2),
    difference(ofValue?.normalisedGini, 4),
    difference(ofValue?.spearman, 4),
  ];
}

function gainSentence(gains: readonly GainAt[]): string {
  const known = gains.flatMap(({ gain }) => gain.churn?.rules[0]?.difference.logLoss ?? []);
  if (known.length === 0) return 'No origin could be judged: no later outcome is known.';
  const better = known.filter(({ high }) => high < 0).length;
  const worse = known.filter(({ low }) => low > 0).length;
  const origins = `${known.length} ${known.length === 1 ? 'origin' : 'origins'}`;
  return better + worse === 0
    ? `Nothing is gained: in log loss no difference is beyond chance at any of ${origins}.`
    : `In log loss the model is better with them, beyond chance, at ${better} of ${origins}, and worse at ${worse}.`;
}

const difference = (measured: Measured | undefined, digits: number): Cell =>
  measured === undefined ? '' : estimateOf(measured, { unit: 'number', digits, signed: true }, byCustomer);
