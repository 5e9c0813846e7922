import { html } from 'hono/html';
import type {
  EffectEstimate,
  EffectReason,
  EffectReport,
} from '../../../contracts/artefacts/effect-report.ts';
import type { Markup } from '../draw/mark.ts';
import { factName } from './fact-name.ts';
import { isPaidAtEnd } from './paid-back.ts';
import {
  armOf,
  bounds,
  isOfShare,
  isRandomised,
  isWarning,
  outcomeOf,
  rangeOf,
  type Saying,
} from './saying.ts';
import type { WordKey } from './texts.ts';
import { unbroken } from './unbroken.ts';

type Answer = EffectReport['verdict']['answer'];

const answers: Readonly<Record<Answer, WordKey>> = {
  pays: 'answerPays',
  loses: 'answerLoses',
  'not-shown': 'answerNotShown',
  warning: 'answerWarning',
  'not-matured': 'answerNotMatured',
  'raises-margin': 'answerRaises',
  'lowers-margin': 'answerLowers',
  'no-effect-shown': 'answerNone',
  raises: 'answerRaised',
  lowers: 'answerLowered',
  'no-difference': 'answerSame',
};

/** The question, the answer in one sentence with its interval, and what was done. */
export const answerPart = (saying: Saying): Markup => {
  const { report, say } = saying;
  return html`<p class="q">${questionOf(saying)}</p>
<h1><b>${unbroken(answerSentence(saying))}</b>${unbroken(afterAnswer(saying))}</h1>
${isRandomised(report) ? '' : html`<p class="band"><b>${say('notRandomised')}.</b> ${say('notRandomisedBand')}</p>`}<p class="lead">${tag(saying)} ${unbroken(leadOf(saying))}</p>
${isWarning(report) ? '' : factsOf(saying)}`;
};

/** What the report answers, as a reader would ask it. */
export function questionOf({ report, say }: Saying): string {
  const { campaign, kind, table } = report.question;
  if (kind === 'global-control') return say('questionAll');
  if (kind === 'exposure') return say('questionExposed', { campaign });
  if (table === null || report.money?.net) return say('question', { campaign });
  return say('questionTable', { campaign, outcome: outcomeOf(table) });
}

const tag = ({ report, say }: Saying): Markup =>
  isRandomised(report)
    ? html`<span class="tag rand">${say('randomised')}</span>`
    : html`<span class="tag not">${say('notRandomised')}</span>`;

/** The answer as a sentence without its stop. */
export function answerSentence({ report, say, amount, effect }: Saying): string {
  const { verdict, money, question } = report;
  const { table } = question;
  const answer = isOfShare(report)
    ? (ofShares[verdict.answer] ?? answers[verdict.answer])
    : answers[verdict.answer];
  return say(answer, {
    net: amount(Math.abs(money?.net?.value ?? 0)),
    margin: amount(Math.abs(money?.headline.value ?? 0)),
    outcome: table === null ? say('margin') : outcomeOf(table),
    effect: effect(Math.abs(decisive(report)?.value ?? 0)),
  });
}

/** Points are not each customer's. */
const ofShares: Partial<Record<Answer, WordKey>> = {
  raises: 'answerRaisedShare',
  lowers: 'answerLoweredShare',
};

/** The figure that the answer is about. */
const decisive = ({ money, retention, question }: EffectReport): EffectEstimate | undefined =>
  question.table !== null && !money ? retention?.points : (money?.net ?? money?.headline);

const isOfNet = ({ money }: EffectReport): boolean => money?.net != null;

/** The answer with its interval, as plain text. */
export const answerWhole = (saying: Saying): string => answerSentence(saying) + afterAnswer(saying);

function afterAnswer(saying: Saying): string {
  const { report, say, amount } = saying;
  const { verdict } = report;
  if (verdict.answer === 'warning')
    return `. ${say('because', { reasons: reasonsOf(verdict.reasons, saying) })}`;
  if (verdict.answer === 'not-matured')
    return report.dates?.maturesOn == null
      ? '.'
      : `. ${say('matures', { date: saying.format.day(report.dates.maturesOn) })}`;
  const estimate = decisive(report);
  const write = isOfNet(report) ? amount : saying.effect;
  const interval = estimate && bounds(estimate);
  if (!estimate || !interval) return '.';
  const flipped = ['loses', 'lowers-margin', 'lowers'].includes(verdict.answer);
  const ends = flipped ? [-interval.high, -interval.low] : [interval.low, interval.high];
  const range = say('interval', {
    level: saying.level(interval.level),
    low: write(ends[0]!),
    high: write(ends[1]!),
  });
  const is =
    verdict.answer === 'not-shown'
      ? ` ${say('netIs', { net: amount(estimate.value) })}`
      : verdict.answer === 'no-difference'
        ? ` ${say('measured', { effect: write(estimate.value) })}`
        : '';
  return ` (${range}).${is}${backOf(saying)}`;
}

function backOf({ report, say, amount }: Saying): string {
  const roi = report.money?.roi;
  if (report.verdict.answer !== 'pays' || !roi) return '';
  return ` ${say('oneBack', { one: amount(1, 0), back: amount(1 + roi.value) })}`;
}

/** What was looked at, with what was found. */
export const reasonsOf = (reasons: readonly EffectReason[], { texts }: Saying): string =>
  reasons
    .map(({ code, name }) => texts.reasons[code] + (name === null ? '' : ` (${factName(name, texts)})`))
    .join('; ');

function leadOf(saying: Saying): string {
  const { report, say, format } = saying;
  const { dates, retention, verdict, question } = report;
  const [contact, control] = [armOf(report, 'contact'), armOf(report, 'control')];
  const figures = {
    first: dates?.firstDrawn == null ? say('notKnown') : format.day(dates.firstDrawn),
    drawn: format.count((contact?.drawn ?? 0) + (control?.drawn ?? 0)),
    contact: format.count(contact?.customers ?? 0),
    control: format.count(control?.customers ?? 0),
  };
  const sentences = [opening(saying, figures), ...severalArms(saying)];
  if (
    dates !== null &&
    question.kind !== 'exposure' &&
    retention !== null &&
    contact?.retention &&
    control?.retention &&
    !isWarning(report)
  ) {
    sentences.push(
      say(isRandomised(report) ? 'leadKept' : 'leadKeptChosen', {
        ...figures,
        days: format.days(dates.windowDays),
        contactKept: format.percent(contact.retention.value),
        controlKept: format.percent(control.retention.value),
      }),
      pointsSentence(saying),
    );
    const lost = retention.relativeChurn;
    if (lost !== null && Math.abs(lost) >= 0.005 && isTold(retention.points))
      sentences.push(say(lost < 0 ? 'fewerLost' : 'moreLost', { share: format.percent(Math.abs(lost), 0) }));
  }
  if (verdict.cautions.length > 0)
    sentences.push(say('cautions', { reasons: reasonsOf(verdict.cautions, saying) }));
  return sentences.join(' ');
}

function opening({ report, say, format }: Saying, figures: Readonly<Record<string, string>>): string {
  const { table, exposed } = report.question;
  if (table !== null)
    return say(isRandomised(report) ? 'leadTable' : 'leadTableChosen', {
      drawn: figures.drawn!,
      contact: format.count(armOf(report, 'contact')?.drawn ?? 0),
      control: format.count(armOf(report, 'control')?.drawn ?? 0),
      arm: table.contact,
      other: table.control,
    });
  if (exposed !== null) return say('leadExposed', { ...figures, rule: exposed });
  return say(isRandomised(report) ? 'leadDrawn' : 'leadChosen', figures);
}

function severalArms({ report, say, format, level }: Saying): string[] {
  const { table } = report.question;
  if (table === null || table.arms < 2) return [];
  const arms = format.count(table.arms);
  return [say('severalArms', { other: table.control, arms, level: level(report.level) })];
}

/** Whether an interval leaves zero out. */
const isTold = (estimate: EffectEstimate): boolean => {
  const interval = bounds(estimate);
  return interval !== null && (interval.low > 0 || interval.high < 0);
};

function pointsSentence(saying: Saying): string {
  const { report, say, format } = saying;
  const { points } = report.retention!;
  const interval = bounds(points);
  const signed = (value: number) => format.quantity({ value, unit: 'points', digits: 1, signed: true });
  if (interval === null) return `${signed(points.value)}.`;
  const end = (value: number) =>
    format.quantity({ value: 100 * value, unit: 'number', digits: 1, signed: true });
  return say('leadPoints', {
    points: signed(points.value),
    low: end(interval.low),
    high: end(interval.high),
  });
}

function factsOf(saying: Saying): Markup {
  const { table, kind } = saying.report.question;
  if (kind === 'exposure') return factList([marginFact(saying)]);
  const facts =
    table === null
      ? [roiFact(saying), paybackFact(saying), marginFact(saying), ratioFact(saying)]
      : tableFacts(saying);
  return factList(facts);
}

const factList = (facts: readonly Fact[]): Markup =>
  html`<dl class="facts">${facts.map(
    ({ name, href, value, under }) =>
      html`<div><dt><a class="def" href="#${href}">${name}</a></dt><dd><b>${value}</b><small>${unbroken(under)}</small></dd></div>`,
  )}</dl>
`;

interface Fact {
  readonly name: string;
  readonly href: string;
  readonly value: string;
  readonly under: string;
}

/** Of a table: what each group has, the difference, and ROI where costs are in the currency of the outcome. */
function tableFacts(saying: Saying): Fact[] {
  const { report, say, effect, format, amount } = saying;
  const table = report.question.table!;
  const estimate = decisive({ ...report, money: report.money && { ...report.money, net: null } });
  const means = report.arms.map((arm) => ({
    name: say('shareIn', {
      outcome: outcomeOf(table),
      arm: arm.arm === 'contact' ? table.contact : table.control,
    }),
    href: 'd-drawn',
    value: arm.retention === null ? amount(arm.margin) : format.percent(arm.retention.value),
    under: '',
  }));
  const difference = {
    name: say('effectEach'),
    href: 'd-interval',
    value: estimate === undefined ? say('notKnown') : effect(estimate.value),
    under: estimate === undefined ? '' : rangeOf(estimate, saying, effect),
  };
  return [difference, ...means, ...(report.money?.roi ? [roiFact(saying)] : [ratioFact(saying)])];
}

function roiFact(saying: Saying): Fact {
  const { report, say, format } = saying;
  const roi = report.money?.roi ?? null;
  const percent = (value: number) => format.percent(value, 0);
  if (roi === null && report.money?.cost?.total === 0)
    return { name: say('roi'), href: 'd-roi', value: '–', under: say('noCost') };
  const under = roi === null ? '' : bounds(roi) === null ? say('any') : rangeOf(roi, saying, percent);
  return {
    name: say('roi'),
    href: 'd-roi',
    value: roi === null ? say('notKnown') : percent(roi.value),
    under,
  };
}

function paybackFact(saying: Saying): Fact {
  const { report, say, format } = saying;
  const { payback } = report.money ?? {};
  const name = { name: say('payback'), href: 'd-payback' };
  if (!payback)
    return isRandomised(report)
      ? { ...name, value: say('notKnown'), under: '' }
      : { ...name, value: '–', under: say('notRandomised') };
  if (payback.day === null)
    return {
      ...name,
      value: '–',
      under: say('notYet', { days: format.days(report.dates?.windowDays ?? 0) }),
    };
  return {
    ...name,
    value: say('day', { day: format.count(payback.day) }),
    under: paidOn(payback.date, saying),
  };
}

/** The day of payback; where the end no longer shows it, that. */
function paidOn(date: string | null, { report, say, format }: Saying): string {
  if (!isPaidAtEnd(report)) return say('noLonger');
  return date === null ? '' : format.day(date);
}

function marginFact(saying: Saying): Fact {
  const { report, say, amount } = saying;
  const { headline } = report.money ?? {};
  return {
    name: say('extraEach'),
    href: 'd-drawn',
    value: headline === undefined ? say('notKnown') : amount(headline.value),
    under: headline === undefined ? '' : rangeOf(headline, saying, (value) => amount(value)),
  };
}

function ratioFact({ report, say, format, texts }: Saying): Fact {
  const ratio = report.sampleRatio;
  const name = { name: say('sampleRatio'), href: 'd-ratio' };
  if (ratio === null)
    return {
      ...name,
      value: '–',
      under: isRandomised(report) ? texts.reasons['draw-unknown'] : say('notRandomised'),
    };
  return { ...name, value: say(ratio.broken ? 'broken' : 'fine'), under: `p ${format.p(ratio.p)}` };
}
