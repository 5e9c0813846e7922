import { html } from 'hono/html';
import type { EffectEstimate } from '../../../contracts/artefacts/effect-report.ts';
import type { Markup } from '../draw/mark.ts';
import { bounds, outcomeOf, rangeOf, type Saying } from './saying.ts';
import { unbroken } from './unbroken.ts';

/** Gain less cost is net, net over cost is ROI: written so that a reader can check it, and checked. */
export function moneyPart(saying: Saying): Markup {
  const { report, say, amount, format } = saying;
  const { money, dates, question } = report;
  const currency = report.currency ?? say('ownUnit');
  if (money === null) return html``;
  const digits = digitsOf(saying);
  const whole = (value: number) => amount(value, digits);
  const level = bounds(money.margin);
  const rangeHead =
    level === null ? say('range') : `${saying.level(level.level)}, ${saying.texts.methods[level.method]}`;
  const rows = [
    row(
      question.table === null
        ? say('extraMargin')
        : say('extraOutcome', { outcome: outcomeOf(question.table) }),
      say('eachTimes', eachOf(saying)),
      whole(money.margin.value),
      ranged(money.margin, saying, whole),
    ),
    ...costRows(saying, whole),
  ];
  return html`<section><table class="dense"><caption>${dates === null ? say('moneyTable') : say('money', { day: format.count(dates.windowDays) })}<small>${say('moneyAbout', { customers: format.count(money.customers), group: say('contacted'), currency })}</small></caption><thead><tr><th scope="col">${say('item')}</th><th scope="col" class="num">${say('amount')}</th><th scope="col" class="num">${rangeHead}</th></tr></thead><tbody>
${rows}</tbody>${footOf(saying, whole)}</table><p class="note">${unbroken(sumsSentence(saying, whole))}</p></section>
`;
}

const eachOf = (saying: Saying) => {
  const { customers, margin } = saying.report.money!;
  return {
    each: saying.amount(...factorOf(margin.value, customers, digitsOf(saying))),
    customers: saying.format.count(customers),
  };
};

const mostFactorDigits = 6;

/** What each of so many brings to a total, with as many digits as it takes for their product to be the total as written. */
function factorOf(total: number, count: number, written: number): [each: number, digits: number] {
  const each = total / count;
  const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
  for (let digits = 2; digits < mostFactorDigits; digits++)
    if (rounded(rounded(each, digits) * count, written) === rounded(total, written)) return [each, digits];
  return [each, mostFactorDigits];
}

const row = (name: string, small: string, value: string, range = ''): Markup =>
  html`<tr><th scope="row">${name}${small === '' ? '' : html`<small>${small}</small>`}</th><td class="num">${value}</td><td class="num soft">${unbroken(range)}</td></tr>
`;

function costRows(saying: Saying, whole: (value: number) => string): Markup[] {
  const { report, say, format, amount } = saying;
  const cost = report.money!.cost;
  if (cost === null) return [];
  const lines = cost.lines.map(({ channel, play, contacts, total }) => {
    const each =
      contacts === 0
        ? ''
        : `${format.count(contacts)} × ${amount(...factorOf(total, contacts, digitsOf(saying)))}`;
    const named = [channel, play].filter((text) => text !== null).join(' · ');
    const name = named || say(total < 0 ? 'takenOff' : 'contacts');
    return html`<tr class="sub"><th scope="row">${name} <span class="soft">${each}</span></th><td class="num">${whole(-total)}</td><td></td></tr>
`;
  });
  const fixed =
    cost.fixed === 0
      ? []
      : [
          html`<tr class="sub"><th scope="row">${say('fixedCost')}</th><td class="num">${whole(-cost.fixed)}</td><td></td></tr>
`,
        ];
  const planned = cost.from === 'plan' ? html` <small>${say('plannedCost')}</small>` : '';
  return [
    ...lines,
    ...fixed,
    html`<tr class="sum"><th scope="row">${say('cost')}${planned}</th><td class="num">${whole(-cost.total)}</td><td></td></tr>
`,
  ];
}

function footOf(saying: Saying, whole: (value: number) => string): Markup {
  const { report, say, format } = saying;
  const { net, roi } = report.money!;
  if (net === null) return html``;
  const percent = (value: number) => format.percent(value, 0);
  const ratio =
    roi === null
      ? ''
      : html`<tr><th scope="row">${say('roi')} <span class="soft">${say('netOverCost')}</span></th><td class="num">${percent(roi.value)}</td><td class="num">${bounds(roi) === null ? say('any') : unbroken(rangeOf(roi, saying, percent))}</td></tr>`;
  return html`<tfoot><tr><th scope="row">${say('net')}</th><td class="num">${whole(net.value)}</td><td class="num">${unbroken(rangeOf(net, saying, whole))}</td></tr>${ratio}</tfoot>`;
}

const ranged = (estimate: EffectEstimate, saying: Saying, whole: (value: number) => string): string =>
  rangeOf(estimate, saying, whole);

const cent = 0.005;

/** Whether gain less cost is net, lines are the cost, and net over cost is the ratio, to half a cent. */
export function sumsHold({ report: { money } }: Pick<Saying, 'report'>): boolean {
  if (money === null || money.cost === null || money.net === null) return true;
  const { cost, net, margin, roi } = money;
  const lines = cost.lines.reduce((sum, { total }) => sum + total, cost.fixed);
  const near = (a: number, b: number, within = cent) => Math.abs(a - b) <= within;
  return (
    near(margin.value - cost.total, net.value) &&
    (cost.lines.length === 0 || near(lines, cost.total)) &&
    (roi === null || near(roi.value * cost.total, net.value, cent + Math.abs(cost.total) * 5e-4))
  );
}

function sumsSentence(saying: Saying, whole: (value: number) => string): string {
  const { report, say, format } = saying;
  const { money } = report;
  if (report.question.kind === 'exposure') return '';
  if (money?.cost == null || money.net === null) return say('costUnknown');
  if (!sumsHold(saying)) return say('sumsBroken');
  const sums = {
    margin: whole(money.margin.value),
    cost: whole(money.cost.total),
    net: whole(money.net.value),
  };
  return money.roi === null
    ? say('sumsFree', sums)
    : say('sums', { ...sums, roi: format.percent(money.roi.value, 0) });
}

/** Whole units where all lines still add up as they are written, else cents. */
function digitsOf({ report: { money } }: Saying): number {
  if (money === null || Math.abs(money.margin.value) < 1000) return 2;
  const { cost, net, margin } = money;
  if (cost === null || net === null) return 0;
  const lines = [...cost.lines.map(({ total }) => total), cost.fixed].reduce(
    (sum, value) => sum + Math.round(value),
    0,
  );
  const add = Math.round(margin.value) - Math.round(cost.total) === Math.round(net.value);
  return add && (cost.lines.length === 0 || lines === Math.round(cost.total)) ? 0 : 2;
}
