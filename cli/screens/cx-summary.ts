import type { MetricsReport } from '../../contracts/artefacts/metrics-report.ts';
import { write } from '../../pipeline/reports/format.ts';

/** Customer experience in a few lines: the index, who answers surveys, and where journeys stop. `holdfast metrics` has the rest. */
export const cxSummary = ({ index, surveys, journeys }: MetricsReport): string[] => [
  ...(index === null ? [] : [indexLine(index)]),
  surveyLine(surveys),
  ...journeys.journeys.slice(0, 2).flatMap(journeyLine),
];

const points = (value: number): string => write.number(value, 1);

function indexLine({ version, refused, periods }: NonNullable<MetricsReport['index']>): string {
  const now = periods.at(-1);
  if (version === null) return `CX index: not given; ${refused}.`;
  if (now?.index == null) {
    const parts = now?.lacking.map(({ metric }) => metric).join(', ');
    return `CX index: not given${parts === undefined ? '' : `, since ${parts} is missing`}.`;
  }
  const { value, low, high } = now.index;
  const parts = now.parts.map(({ metric, contribution }) => `${metric} ${points(contribution)}`).join(', ');
  return `CX index ${points(value)} of 100 (${points(low)} to ${points(high)}) until ${write.day(now.last)}: ${parts}.`;
}

function surveyLine({ unknown, asked, channels, propensity }: MetricsReport['surveys']): string {
  if (unknown !== null) return `Surveys: response not known, since ${unknown}.`;
  const answered = channels.reduce((sum, channel) => sum + channel.answered, 0);
  const first = propensity?.figures[0];
  const figure = (value: number) => (first?.unit === 'share' ? write.percent(value) : points(value));
  const beside =
    first === undefined
      ? ''
      : ` ${first.title}: raw ${figure(first.raw.value)}, weighted by response probability ${figure(first.weighted.value)}.`;
  return `Surveys: ${write.percent(answered / asked)} of ${write.count(asked)} invitations of a year answered.${beside}`;
}

function journeyLine({
  journey,
  attempts,
  completion,
  steps,
}: MetricsReport['journeys']['journeys'][number]): string[] {
  const worst = [...steps].sort((a, b) => b.stopped - a.stopped)[0];
  if (completion === null) return [];
  const stop =
    worst === undefined || worst.stopped === 0
      ? ''
      : `; most stop at ${worst.step ?? '(no name)'} (${write.count(worst.stopped)} of ${write.count(worst.reached)})`;
  return [
    `Journey ${journey ?? '(no name)'}: ${write.percent(completion.value)} of ${write.count(attempts)} attempts completed${stop}.`,
  ];
}
