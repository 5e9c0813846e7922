import { html } from 'hono/html';
import type { EffectEstimate, EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { drawBars } from '../draw/draw-bars.ts';
import type { Markup } from '../draw/mark.ts';
import { count } from '../estimate.ts';
import type { BarFigure } from '../figure.ts';
import { tableOf } from '../table.ts';
import { bounds, rangeOf, type Saying } from './saying.ts';
import { unbroken } from './unbroken.ts';

type Observed = NonNullable<EffectReport['observed']>;

/** What only a comparison without randomisation has: other methods beside it, overlap, and what an unseen cause would have to do. */
export function observedPart(saying: Saying): Markup {
  const { report, say } = saying;
  const { observed } = report;
  if (observed === null) return html``;
  return html`<section><table class="dense"><caption>${say('observed')}<small>${say('observedAbout', { group: say('contacted') })}</small></caption><thead><tr><th scope="col">${say('methodName')}</th><th scope="col" class="num">${say('perCustomer')}</th><th scope="col" class="num">${say('range')}</th></tr></thead><tbody>
${estimatesOf(observed, saying).map(([name, estimate]) => rowOf(name, estimate, saying))}</tbody></table>${isFound(observed.differencesBefore) ? html`<p class="note">${say('differencesFound')}</p>` : ''}${areApart(observed) ? html`<p class="note">${say('differencesApart')}</p>` : ''}</section>
<section>${overlapFigure(observed, saying)}<p class="note">${overlapSays(observed, saying)}</p></section>
`;
}

/** Whether difference in differences and the headline's method have no value in common. */
function areApart({ blend, differences }: Observed): boolean {
  const [one, other] = [bounds(blend), differences && bounds(differences)];
  return one !== null && other !== null && (one.low > other.high || other.low > one.high);
}

/** Whether an interval leaves zero out: else there is nothing to explain away. */
function isFound(estimate: EffectEstimate | null): boolean {
  const interval = estimate && bounds(estimate);
  return interval !== null && (interval.low > 0 || interval.high < 0);
}

function estimatesOf(observed: Observed, { texts, say }: Saying): [string, EffectEstimate][] {
  const { methods } = texts;
  const rows: [string, EffectEstimate | null][] = [
    [say('naive'), observed.naive],
    [methods.aipw, observed.blend],
    [methods['aipw-linear'], observed.linear],
    [methods['aipw-trees'], observed.trees],
    [methods['entropy-balance'], observed.balanced],
    [methods['difference-in-differences'], observed.differences],
    [`${methods['difference-in-differences']}: ${say('differencesBefore')}`, observed.differencesBefore],
    [say('checkPlacebo'), observed.placebo],
  ];
  return rows.filter((row): row is [string, EffectEstimate] => row[1] !== null);
}

const rowOf = (name: string, estimate: EffectEstimate, saying: Saying): Markup =>
  html`<tr><th scope="row">${name}</th><td class="num">${saying.effect(estimate.value)}</td><td class="num soft">${unbroken(rangeOf(estimate, saying, saying.effect))}</td></tr>
`;

function overlapFigure({ chances }: Observed, { say, format }: Saying): Markup {
  const figure: BarFigure = {
    kind: 'figure',
    shape: 'bars',
    title: say('overlap'),
    measure: say('overlapAbout'),
    bars: inPairs(chances).map(({ treated, control }, i, { length }) => ({
      name: `${format.percent(i / length, 0)}–${format.percent((i + 1) / length, 0)}`,
      value: count(treated),
      beside: count(control),
    })),
    numbers: tableOf([], []),
  };
  return html`<figure><figcaption><b>${figure.title}</b><span>${figure.measure}: ${say('contacted')}, ${say('notContacted')}</span></figcaption>${drawBars(figure, format, 'wide')}${drawBars(figure, format, 'narrow')}</figure>`;
}

/** Tenths as fifths, which a page has room for. */
const inPairs = (chances: Observed['chances']): { treated: number; control: number }[] =>
  chances.flatMap((one, i) => {
    if (i % 2 === 1) return [];
    const next = chances[i + 1] ?? { treated: 0, control: 0 };
    return [{ treated: one.treated + next.treated, control: one.control + next.control }];
  });

function overlapSays(
  { effectiveControls, certain, eValue, blend }: Observed,
  { say, format }: Saying,
): string {
  const rests = say('overlapSays', {
    effective: format.count(effectiveControls),
    certain: format.percent(certain),
  });
  if (!isFound(blend)) return rests;
  return `${rests} ${say('eValue', { effect: format.number(eValue.effect, 2), limit: format.number(eValue.limit, 2) })}`;
}
