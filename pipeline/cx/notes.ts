import { write } from '../reports/format.ts';
import type { MetricRow } from './build-metrics.ts';

/** What a reader has to know of the figures of this run. */
export const metricNotes = (rows: readonly MetricRow[]): string[] => [
  ...offScale(rows),
  ...nobodyReferred(rows),
];

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
