import { html } from 'hono/html';
import type {
  EffectEstimate,
  EffectReason,
  EffectReport,
} from '../../../contracts/artefacts/effect-report.ts';
import type { Markup } from '../draw/mark.ts';
import { factName } from './fact-name.ts';
import { armOf, bounds, isRandomised, isWarning, rangeOf, type Saying } from './saying.ts';
import type { WordKey } from './texts.ts';

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
};

/** The question, the answer in one sentence with its interval, and what was done. */
export const answerPart = (saying: Saying): Markup => {
  const { report, say } = saying;
  const question =
    report.question.kind === 'global-control'
      ? say('questionAll')
      : say('question', { campaign: report.question.campaign });
  return html`<p class="q">${question}</p>
<h1><b>${answerSentence(saying)}</b>${afterAnswer(saying)}</h1>
${isRandomised(report) ? '' : html`<p class="band"><b>${say('notRandomised')}.</b> ${say('notRandomisedBand')}</p>`}<p class="lead">${tag(saying)} ${leadOf(saying)}</p>
${isWarning(report) ? '' : factsOf(saying)}`;
};

const tag = ({ report, say }: Saying): Markup =>
  isRandomised(report)
    ? html`<span class="tag rand">${say('randomised')}</span>`
    : html`<span class="tag not">${say('notRandomised')}</span>`;

/** The answer as a sentence without its stop. */
export function answerSentence({ report, say, amount }: Saying): string {
  const { verdict, money } = report;
  return say(answers[verdict.answer], {
    net: amount(Math.abs(money?.net?.value ?? 0)),
    margin: amount(Math.abs(money?.headline.value ?? 0)),
  });
}

function afterAnswer(saying: Saying): string {
  const { report, say, amount } = saying;
  const { verdict, money } = report;
  if (verdict.answer === 'warning')
    return `. ${say('because', { reasons: reasonsOf(verdict.reasons, saying) })}`;
  if (verdict.answer === 'not-matured')
    return report.dates.maturesOn === null
      ? '.'
      : `. ${say('matures', { date: saying.format.day(report.dates.maturesOn) })}`;
  const estimate = money?.net ?? money?.headline;
  const interval = estimate && bounds(estimate);
  if (!estimate || !interval) return '.';
  const flipped = verdict.answer === 'loses' || verdict.answer === 'lowers-margin';
  const ends = flipped ? [-interval.high, -interval.low] : [interval.low, interval.high];
  const range = say('interval', {
    level: saying.format.percent(interval.level, 0),
    low: amount(ends[0]!),
    high: amount(ends[1]!),
  });
  const is = verdict.answer === 'not-shown' ? ` ${say('netIs', { net: amount(estimate.value) })}` : '';
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
  const { dates, retention, verdict } = report;
  const [contact, control] = [armOf(report, 'contact'), armOf(report, 'control')];
  const figures = {
    first: dates.firstDrawn === null ? say('notKnown') : format.day(dates.firstDrawn),
    drawn: format.count((contact?.drawn ?? 0) + (control?.drawn ?? 0)),
    contact: format.count(contact?.customers ?? 0),
    control: format.count(control?.customers ?? 0),
  };
  const sentences = [say(isRandomised(report) ? 'leadDrawn' : 'leadChosen', figures)];
  if (retention !== null && contact && control && !isWarning(report)) {
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
  const facts = [roiFact(saying), paybackFact(saying), marginFact(saying), ratioFact(saying)];
  return html`<dl class="facts">${facts.map(
    ({ name, href, value, under }) =>
      html`<div><dt><a class="def" href="#${href}">${name}</a></dt><dd><b>${value}</b><small>${under}</small></dd></div>`,
  )}</dl>
`;
}

interface Fact {
  readonly name: string;
  readonly href: string;
  readonly value: string;
  readonly under: string;
}

function roiFact(saying: Saying): Fact {
  const { report, say, format } = saying;
  const roi = report.money?.roi ?? null;
  const percent = (value: number) => format.percent(value, 0);
  const under = roi === null ? '' : bounds(roi) === null ? say('any') : rangeOf(roi, saying, percent);
  return {
    name: say('roi'),
    href: 'd-roi',
    value: roi === null ? say('notKnown') : percent(roi.value),
    under,
  };
}

function paybackFact({ report, say, format }: Saying): Fact {
  const { payback } = report.money ?? {};
  const name = { name: say('payback'), href: 'd-payback' };
  if (!payback) return { ...name, value: say('notKnown'), under: '' };
  if (payback.day === null)
    return { ...name, value: '–', under: say('notYet', { days: format.days(report.dates.windowDays) }) };
  return {
    ...name,
    value: say('day', { day: format.count(payback.day) }),
    under: payback.date === null ? '' : format.day(payback.date),
  };
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

function ratioFact({ report, say, format }: Saying): Fact {
  const ratio = report.sampleRatio;
  const name = { name: say('sampleRatio'), href: 'd-ratio' };
  if (ratio === null) return { ...name, value: '–', under: say('notRandomised') };
  return { ...name, value: say(ratio.broken ? 'broken' : 'fine'), under: `p ${format.p(ratio.p)}` };
}
