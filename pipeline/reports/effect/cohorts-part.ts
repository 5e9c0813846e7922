import { html } from 'hono/html';
import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import type { Markup } from '../draw/mark.ts';
import { factName } from './fact-name.ts';
import { controlName, type Saying, withRange } from './saying.ts';
import { unbroken } from './unbroken.ts';

type Row = EffectReport['cohorts']['rows'][number];

/** Cohorts that a page holds; all stand in the file of numbers. */
const most = 4;

/** What customers of the same time have brought since the draw, beside what is expected of them still. */
export function cohortsPart(saying: Saying): Markup {
  const { report, say, format, level } = saying;
  const { cohorts, dates, value } = report;
  if (cohorts.rows.length === 0 || dates === null || value === null) return html``;
  const about = say('cohortsAbout', {
    date: format.day(dates.asOf),
    days: format.days(value.predictedDays),
    groups: format.count(cohorts.groups),
    level: level(cohorts.level),
  });
  return html`<section><table class="mid dense"><caption>${say('cohorts')}<small>${about}</small></caption><thead><tr><th scope="col">${say('cohortName')}</th><th scope="col" class="num only-wide">${say('contacted')}</th><th scope="col" class="num only-wide">${controlName(saying)}</th><th scope="col" class="num">${say('moreToDate')}</th><th scope="col" class="num">${say('moreExpected')}</th></tr></thead><tbody>
${largest(cohorts.rows).map((row) => rowMarkup(row, saying))}</tbody></table></section>
`;
}

const sizeOf = ({ customers: { contact, control } }: Row): number => contact + control;

/** The largest, in their order; of equal ones the first. */
function largest(rows: readonly Row[]): readonly Row[] {
  const kept = new Set([...rows].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}

function rowMarkup({ by, value, observed, predicted }: Row, saying: Saying): Markup {
  const { texts, format, amount, say } = saying;
  const of = by === 'acquisition_month' && value.length !== monthLength ? say('joined') : factName(by, texts);
  const name = `${of}: ${value.length === dayLength ? format.day(value) : value}`;
  const more = (part: Row['observed']) => unbroken(withRange(part.effect, saying, (money) => amount(money)));
  return html`<tr><th scope="row">${name}</th><td class="num only-wide">${amount(observed.contact)}</td><td class="num only-wide">${amount(observed.control)}</td><td class="num wraps">${more(observed)}</td><td class="num wraps soft">${more(predicted)}</td></tr>
`;
}

const dayLength = '2026-01-01'.length;
/** Longer spans of many cohorts are quarters and years. */
const monthLength = '2026-01'.length;
