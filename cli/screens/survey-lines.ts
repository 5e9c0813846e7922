import type { GroupRate, SurveyHealth } from '../../contracts/artefacts/survey-health.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

type Limits = { readonly value: number; readonly low: number; readonly high: number };

const range = ({ value, low, high }: Limits, figure: (value: number) => string): string =>
  `${figure(value)} (${figure(low)} to ${figure(high)})`;
const share = (limits: Limits | null): string => (limits === null ? '' : range(limits, write.percent));
const points = (value: number): string => write.quantity({ unit: 'points', value, signed: true });

/** Who answers surveys, whether answers stand for those who do not, and whom not to ask now. */
export function surveyLines(health: SurveyHealth): string[] {
  const { from, to, unknown, asked, channels, propensity, asks90, sinceLast, silence } = health;
  if (unknown !== null) return [`Response to surveys: not known, since ${unknown}.`];
  const rows = channels.map(({ survey, channel, asked: n, rate }) => [
    survey,
    channel ?? '',
    write.count(n),
    share(rate),
  ]);
  return [
    '',
    `Surveys, ${write.count(asked)} invitations from ${write.day(from)} to ${write.day(to)}, answered within 14 days or not`,
    ...terminalTable(tableOf(['survey', 'channel', 'asked', 'answered'], rows)),
    ...(propensity === null
      ? ['  Too few invitations to predict response from behaviour.']
      : weightedLines(propensity)),
    ...groupLines('invitations in the 90 days before', asks90),
    ...groupLines('days since the last invitation', sinceLast),
    ...groupLines('answers before', silence),
    ...adviceLines(health),
    '',
  ];
}

function weightedLines({
  auc,
  asks,
  trimmed,
  largest,
  figures,
}: NonNullable<SurveyHealth['propensity']>): string[] {
  const rows = figures.map(({ title, unit, n, raw, weighted }) => {
    const figure = (value: number) => (unit === 'share' ? write.percent(value) : write.number(value, 1));
    return [title, write.count(n), range(raw, figure), range(weighted, figure)];
  });
  return [
    `  Behaviour predicts response with AUC ${range(auc, (value) => write.number(value))} (0.5: not at all; ${write.count(asks)} invitations). Weighting by it corrects answers for observed behaviour, and for nothing else:`,
    ...terminalTable(tableOf(['answers', 'n', 'raw', 'weighted'], rows)),
    `  Largest weight ${write.number(largest, 1)} times the typical one, ${write.count(trimmed)} trimmed. Neither column is corrected for what behaviour does not show.`,
  ];
}

const groupLines = (title: string, groups: readonly GroupRate[]): string[] =>
  groups.length < 2
    ? []
    : terminalTable(
        tableOf(
          [title, 'asked', 'answered', 'beyond what behaviour predicts', ''],
          groups.map(({ group, asked, rate, beyondBehaviour, verdict }) => [
            group,
            write.count(asked),
            share(rate),
            beyondBehaviour === null ? '' : range(beyondBehaviour, points),
            verdict,
          ]),
        ),
      );

function adviceLines({ advice }: SurveyHealth): string[] {
  const { restDays, customers, askedLately, silent } = advice;
  const of = `of ${write.count(customers)} customers asked within a year`;
  return [
    restDays === null
      ? '  When to ask: customers do not clearly answer less after any gap since the last invitation.'
      : `  When to ask: ${write.days(restDays)} after the last invitation or later; earlier, customers clearly answer less. Do not ask ${write.count(askedLately)} now, ${of}.`,
    ...(silent === null
      ? []
      : [
          `  Leave alone ${write.count(silent)} ${of}, who were asked three times or more and never answered: such invitations are answered less.`,
        ]),
  ];
}
