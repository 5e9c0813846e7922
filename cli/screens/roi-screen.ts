import type { EffectEstimate, EffectReport, RoiReport } from '../../contracts/artefacts/effect-report.ts';
import { isPaidAtEnd } from '../../pipeline/reports/effect/paid-back.ts';
import {
  count,
  type Estimate,
  isEstimate,
  money,
  points,
  type Quantity,
  share,
} from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { answerWords, reasonSentence } from './effect-words.ts';

/** In the place of a figure that a failed check took away. */
const notStated = 'not stated';

/** All campaigns as of a date, a line each. */
export function roiScreen({ asOf, currency, campaigns, together, refused, level }: RoiReport): string[] {
  const head = `Effects of campaigns until ${write.day(asOf)}; ${write.percent(level, 0)} intervals, valid however often they are looked at.`;
  if (campaigns.length === 0 && refused.length === 0)
    return [
      `No campaign has drawn anybody before ${write.day(asOf)}: \`holdfast run\` draws with its lists.`,
    ];
  const rows = campaigns.map((row): Cell[] => [
    row.campaign,
    row.design === 'randomised' ? 'randomised' : 'not randomised',
    count(row.contact),
    count(row.control),
    row.answer === 'warning' ? notStated : cellOf(row.margin, money(0, currency)),
    money(row.cost, currency),
    row.answer === 'warning' ? notStated : cellOf(row.net, money(0, currency)),
    answerWords[row.answer],
  ]);
  const columns = ['campaign', 'arms', 'contacted', 'compared with', 'extra margin', 'cost', 'net', 'answer'];
  return [
    head,
    ...(rows.length === 0 ? [] : terminalTable(tableOf(columns, rows))),
    ...(together === null || together.campaigns.length < 2 ? [] : togetherLines(together, currency)),
    ...refused.map(({ campaign, code }) =>
      code === 'too-early'
        ? `${campaign}: nobody has been followed for a day yet.`
        : code === 'no-customers'
          ? `${campaign}: nobody was a customer on the day of the change; look at exposures.since.`
          : `${campaign}: no row of touches names it; write pastCampaigns.name as the column \`campaign\` does.`,
    ),
  ];
}

function togetherLines({ campaigns, net, margin }: NonNullable<RoiReport['together']>, currency: string) {
  const told =
    net === null
      ? `extra margin ${spoken(margin, money(0, currency))}`
      : `net ${spoken(net, money(0, currency))}`;
  return [
    `Together (${campaigns.join(', ')}): ${told}. A customer contacted by several campaigns counts in each.`,
  ];
}

/** One campaign: the answer, the money, and every check that speaks for or against it. */
export function effectScreen(report: EffectReport): string[] {
  const { question, dates, currency, verdict, money: found, retention, value, reached } = report;
  const inMoney = money(0, currency, 2);
  const figures: (readonly [string, EffectEstimate | null | undefined, Quantity])[] = [
    [
      question.design === 'randomised' ? 'retention, difference' : 'retention, against similar customers',
      retention?.points,
      points(0),
    ],
    ['retention, within strata', retention?.stratified, points(0)],
    ['extra margin per customer', found?.headline, inMoney],
    ['… not adjusted', found?.unadjusted, inMoney],
    ['… not capped', found?.uncapped, inMoney],
    ['… per customer reached', reached?.effect, inMoney],
    ['extra margin, all', found?.margin, money(0, currency)],
    ['net, all', found?.net, money(0, currency)],
    ['ROI', found?.roi, share(0, 0)],
    ['value observed so far, per customer', value?.observed, inMoney],
    ['value predicted after, per customer', value?.predicted, inMoney],
  ];
  const isWarning = verdict.answer === 'warning';
  const rows = figures.flatMap(([name, estimate, unit]): Cell[][] =>
    estimate && !isWarning
      ? [[name, cellOf({ ...estimate, safe: estimate.interval }, unit), cellOf(estimate, unit)]]
      : [],
  );
  const reasons = [...verdict.reasons, ...verdict.cautions];
  return [
    `${question.campaign}, ${question.design === 'randomised' ? 'randomised' : 'NOT RANDOMISED'}${dates === null ? '' : `, as of ${write.day(dates.asOf)}`}: ${answerWords[verdict.answer]}`,
    ...(question.exposed === null ? [] : [`  Exposed: ${question.exposed}.`]),
    ...verdict.reasons.map((reason) => `  ${reasonSentence(reason)}`),
    ...(isWarning && found !== null
      ? ['  The figures are deliberately left out; report.json holds them.']
      : []),
    ...(dates?.maturesOn == null
      ? []
      : [`  All who were drawn will have been followed on ${write.day(dates.maturesOn)}.`]),
    '',
    ...terminalTable(armsTable(report)),
    ...(rows.length === 0
      ? []
      : ['', ...terminalTable(tableOf(['', 'looked at once', 'at any time'], rows))]),
    ...(found?.cost && !isWarning
      ? [
          `Cost ${write.money(found.cost.total, currency)}, ${found.cost.from === 'plan' ? 'as planned' : 'as touches say'}.`,
        ]
      : []),
    ...(found?.payback?.day && !isWarning
      ? [
          `Paid back on day ${found.payback.day}${isPaidAtEnd(report) ? '' : '; at the end that is no longer shown'}.`,
        ]
      : []),
    ...(reasons.length === verdict.reasons.length ? [] : ['', 'To know']),
    ...verdict.cautions.map((reason) => `  ${reasonSentence(reason)}`),
  ];
}

function armNames({ kind, design }: EffectReport['question']): readonly [string, string] {
  if (kind === 'exposure') return ['exposed', 'not exposed'];
  return ['contacted', design === 'randomised' ? 'held out' : 'not contacted'];
}

function armsTable({ question, arms, currency }: EffectReport) {
  const [contact, control] = armNames(question);
  const isChange = question.kind === 'exposure';
  const rows = arms.map((arm): Cell[] => {
    const isEmpty = arm.customers === 0;
    return [
      arm.arm === 'contact' ? contact : control,
      count(arm.drawn),
      count(arm.customers),
      isEmpty || arm.retention === null
        ? '–'
        : cellOf({ ...arm.retention, safe: arm.retention.interval }, share(0)),
      isEmpty ? '–' : money(arm.margin, currency, 2),
      ...(isChange ? [] : [isEmpty ? '–' : count(arm.reached), isEmpty ? '–' : money(arm.cost, currency, 2)]),
    ];
  });
  const columns = ['', isChange ? 'found' : 'drawn', 'compared', 'stayed', 'margin'];
  return tableOf(isChange ? columns : [...columns, 'reached', 'cost'], rows);
}

/** With the interval that may be looked at daily; where none holds it says so. */
function cellOf(estimate: EffectEstimate | null, unit: Quantity): Cell {
  if (estimate === null) return 'not known';
  const { value, safe } = estimate;
  if (safe === null) return `${write.quantity({ ...unit, value })}, no reliable interval`;
  const told: Estimate = {
    ...unit,
    value,
    low: safe.low,
    high: safe.high,
    level: safe.level,
    method: safe.method,
    n: null,
  };
  return told;
}

function spoken(estimate: EffectEstimate, unit: Quantity): string {
  const cell = cellOf(estimate, unit);
  if (typeof cell === 'string') return cell;
  return isEstimate(cell) ? write.spoken(cell) : write.quantity(cell);
}
