import { html } from 'hono/html';
import type { Markup } from '../draw/mark.ts';
import { isRandomised, isWarning, type Saying, withRange } from './saying.ts';

/** What is true beside the headline and counted in no figure above. */
export function besidePart(saying: Saying): Markup {
  const { report, say } = saying;
  const lines = isWarning(report) ? [] : [...ahead(saying), ...reached(saying), ...uncapped(saying)];
  if (lines.length === 0) return html``;
  return html`<section class="${isRandomised(report) ? '' : 'new-page'}"><h2>${say('notCounted')}</h2>${lines.map((text) => html`<p class="note">${text}</p>`)}</section>
`;
}

function ahead(saying: Saying): string[] {
  const { report, say, amount, format } = saying;
  const { value, dates } = report;
  if (value === null) return [];
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
