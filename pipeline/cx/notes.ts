import { write } from '../reports/format.ts';
import type { Rule } from './alerts/rules.ts';
import type { BuiltMetrics, MetricRow } from './build-metrics.ts';
import { otherValues } from './make-records.ts';

/** What a reader has to know of the figures of this run. */
export function metricNotes({ rows, watched }: Pick<BuiltMetrics, 'rows' | 'watched'>): string[] {
  return [...offScale(rows), ...nobodyReferred(rows), ...watchesNothing(rows, watched.rules)];
}

/** A name that nothing is split by, or a value that never came, would be waited for in silence. */
const watchesNothing = (rows: readonly MetricRow[], rules: readonly Rule[]): string[] =>
  rules.flatMap(({ metric, dimension, of }, i) => {
    if (dimension === 'all') return [];
    const own = rows.filter((row) => row.metric === metric.name && row.dimension === dimension);
    const isOf = ({ value }: MetricRow) =>
      of === null ? value !== null && value !== otherValues : value === of;
    if (own.some(isOf)) return [];
    const what = own.length > 0 && of !== null ? `its value of ${dimension}` : dimension;
    return [
      `cx.alerts[${i}] watches nothing: ${metric.name} has no figures by ${what}, which is misspelt, not mapped, or beyond cx.mostValues.`,
    ];
  });

const ofAll = (rows: readonly MetricRow[], name: string): MetricRow[] =>
  rows.filter(({ metric, dimension, grain }) => metric === name && dimension === 'all' && grain === 'week');

function offScale(rows: readonly MetricRow[]): string[] {
  const answers = ofAll(rows, 'answers_off_scale').reduce((sum, { n }) => sum + n, 0);
  if (answers === 0) return [];
  return [
    `${write.count(answers)} answers of the weeks shown are on a scale that their metrics do not know (CSAT and CES end at 5 or 7, NPS at 10), and in no figure but answers_off_scale.`,
  ];
}

function nobodyReferred(rows: readonly MetricRow[]): string[] {
  const referred = ofAll(rows, 'referral_rate');
  const known = referred.filter(({ interval }) => interval !== null);
  if (known.length === 0 || known.some(({ interval }) => interval!.value > 0)) return [];
  return [
    'No customer came by a channel of cx.referralChannels: name those of customers.acquisition_channel that mean a referral, or the referral rate says nothing.',
  ];
}
