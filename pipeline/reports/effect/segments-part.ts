import { html } from 'hono/html';
import type { EffectEstimate } from '../../../contracts/artefacts/effect-report.ts';
import { drawWhiskers } from '../draw/draw-whisker.ts';
import type { Markup } from '../draw/mark.ts';
import { factName } from './fact-name.ts';
import { armOf, bounds, rangeOf, type Saying } from './saying.ts';
import type { FactKey } from './texts.ts';
import { unbroken } from './unbroken.ts';

interface Row {
  readonly name: string;
  readonly contact: number;
  readonly control: number;
  readonly margin: EffectEstimate;
}

/** Groups of customers that a page holds beside what else stands on it; all stand in the file of numbers. */
const most = { randomised: 14, 'not-randomised': 8 };
/** Fewer where a table of cohorts stands below them. */
const besideCohorts = 9;

/** Whom it worked for: the largest groups, in the order of their facts. */
export function segmentsPart(saying: Saying): Markup {
  const { report, say, format } = saying;
  const { segments, money } = report;
  if (money === null || segments.rows.length === 0) return html``;
  const everyone: Row = {
    name: say('everyone'),
    contact: armOf(report, 'contact')?.customers ?? 0,
    control: armOf(report, 'control')?.customers ?? 0,
    margin: money.headline,
  };
  const groups = largest(saying);
  const rows = [everyone, ...groups];
  const charts = drawWhiskers(
    rows.map(({ margin }) => ({
      value: margin.value,
      low: bounds(margin)?.low ?? null,
      high: bounds(margin)?.high ?? null,
    })),
  );
  return html`<section class="new-page"><table class="mid dense"><caption>${say(groups.some(({ margin }) => isGain(margin)) ? 'segments' : 'segmentsPlain')}<small>${say('segmentsAbout', { groups: format.count(segments.groups), level: format.percent(segments.level, 1) })}</small></caption><thead><tr><th scope="col">${say('group')}</th><th scope="col" class="num only-wide">${say('nContacted')}</th><th scope="col" class="num only-wide">${say('nHeldOut')}</th><th scope="col" class="only-wide"></th><th scope="col" class="num">${say('perCustomer')}</th><th scope="col" class="num">${say('range')}</th></tr></thead><tbody>
${rows.map((row, i) => rowMarkup(row, charts[i]!, saying))}</tbody></table><p class="note">${say('segmentsNote')}</p></section>
`;
}

const isGain = (margin: EffectEstimate): boolean => (bounds(margin)?.low ?? 0) > 0;

function largest(saying: Saying): Row[] {
  const { report } = saying;
  const { rows } = report.segments;
  const held = report.cohorts.rows.length > 0 ? besideCohorts : most[report.question.design];
  const border = rows.map(({ contact, control }) => contact + control).sort((a, b) => b - a)[held - 1] ?? 0;
  return rows
    .filter(({ contact, control }) => contact + control >= border)
    .slice(0, held)
    .map(({ by, value, ...row }) => ({ ...row, name: groupName(by, value, saying) }));
}

/** Values are the business's own words, but for those of risk. */
function groupName(by: string, value: string, { texts }: Saying): string {
  const told = by === 'risk' ? (texts.facts[value as FactKey] ?? value) : value;
  return `${factName(by, texts)}: ${told}`;
}

function rowMarkup({ name, contact, control, margin }: Row, chart: Markup, saying: Saying): Markup {
  const { format, amount } = saying;
  const sizes = `${format.count(contact)} : ${format.count(control)}`;
  return html`<tr><th scope="row">${name}<small class="only-narrow">${sizes}</small></th><td class="num only-wide">${format.count(contact)}</td><td class="num only-wide">${format.count(control)}</td><td class="only-wide">${chart}</td><td class="num">${amount(margin.value)}</td><td class="num soft">${unbroken(rangeOf(margin, saying, (value) => amount(value)))}</td></tr>
`;
}
