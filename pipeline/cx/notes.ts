import type { ScoredTexts, TextsReport } from '../../contracts/artefacts/texts-report.ts';
import { write } from '../reports/format.ts';
import type { MetricRow } from './build-metrics.ts';

/** What a reader has to know of the figures of this run. */
export const metricNotes = (rows: readonly MetricRow[]): string[] => [
  ...offScale(rows),
  ...nobodyReferred(rows),
];

/** Whose word the figures of sentiment are, where not all of it is the data's. */
export const moodNotes = (texts: Pick<TextsReport, 'reader' | 'scored'> | null): string[] =>
  (texts?.scored ?? [])
    .filter(({ byScore, read }) => byScore + read > 0)
    .map(({ source, texts: all, given, byScore, read, none }) => {
      const from = [
        [given, 'from the data'],
        [byScore, 'from the score that came with it'],
        [read, `from the words, read by ${readers[texts!.reader]}`],
        [none, 'none, which does not count'],
      ] as const;
      const parts = from.flatMap(([n, whose]) => (n > 0 ? [`${write.percent(n / all, 0)} ${whose}`] : []));
      return `Sentiment of ${write.count(all)} ${writtenIn[source]}: ${parts.join('; ')}.`;
    });

const writtenIn: Readonly<Record<ScoredTexts['source'], string>> = {
  ticket: 'support cases',
  survey: 'comments',
  review: 'reviews',
};

const readers: Readonly<Record<TextsReport['reader'], string>> = {
  own: "the business's own model",
  words: 'a list of words',
  comprehend: 'Amazon Comprehend',
  bedrock: 'a model of Amazon Bedrock',
  none: 'nobody',
};

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
