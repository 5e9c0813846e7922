import { html } from 'hono/html';
import type { Markup } from '../draw/mark.ts';
import { isRandomised, isWarning, outcomeOf, rangeOf, type Saying, withRange } from './saying.ts';
import { unbroken } from './unbroken.ts';

/** What is true beside the headline and counted in no figure above. */
export function besidePart(saying: Saying): Markup {
  const { report, say } = saying;
  const lines = isWarning(report)
    ? []
    : [...ahead(saying), ...reached(saying), ...uncapped(saying), ...ofTable(saying)];
  if (lines.length === 0) return html``;
  return html`<section class="${isRandomised(report) ? '' : 'new-page'}"><h2>${say('notCounted')}</h2>${lines.map((text) => html`<p class="note">${unbroken(text)}</p>`)}</section>
`;
}

function ahead(saying: Saying): string[] {
  const { report, say, amount, format } = saying;
  const { value, dates } = report;
  if (value === null || dates === null) return [];
  const write = (money: number) => amount(money);
  const expected = say('valueAhead', {
    date: format.day(dates.asOf),
    observed: withRange(value.observed, saying, write),
    days: format.days(value.predictedDays),
    predicted: withRange(value.predicted, saying, write),
    together: withRange(value.together, saying, write),
  });
  const share = value.mustBeFalse;
  if (share === null || share <= 0 || share > 1) return [expected];
  return [`${expected} ${say('mustBeFalse', { share: format.percent(share, 0) })}`];
}

function reached(saying: Saying): string[] {
  const { report, say, amount, format } = saying;
  const { reached, money } = report;
  if (reached === null || money === null || !isRandomised(report)) return [];
  return [
    say('reached', {
      contact: format.percent(reached.contact),
      control: format.percent(reached.control),
      effect: withRange(reached.effect, saying, (value) => amount(value)),
      headline: amount(money.headline.value),
    }),
  ];
}

function uncapped({ report, say, amount }: Saying): string[] {
  const { money } = report;
  if (money === null || money.uncapped === null) return [];
  return [
    say('uncapped', { uncapped: amount(money.uncapped.value), unadjusted: amount(money.unadjusted.value) }),
  ];
}

/** What a table's headline is without adjusting, at every look, and for what it cost. */
function ofTable(saying: Saying): string[] {
  const { report, say, amount, effect, texts, format } = saying;
  const { question, money, retention, everyLook, gained } = report;
  const { table } = question;
  if (table === null) return [];
  const plain = money?.unadjusted ?? retention?.unadjusted ?? null;
  return [
    ...(plain === null || !isRandomised(report)
      ? []
      : [say('unadjusted', { effect: withRange(plain, saying, effect) })]),
    ...(everyLook === null
      ? []
      : [
          say('everyLook', {
            range: `${effect(everyLook.low)} ${texts.figures.to} ${effect(everyLook.high)}`,
          }),
        ]),
    ...(gained === null
      ? []
      : [
          say('gained', {
            one: amount(1, 0),
            gained: format.figures(gained.value, 3),
            range:
              gained.interval === null
                ? say('any')
                : rangeOf(gained, saying, (value) => format.figures(value, 3)),
            outcome: outcomeOf(table),
          }),
        ]),
  ];
}
