import { html } from 'hono/html';
import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import { type Curves, drawCurves } from '../draw/draw-curves.ts';
import type { Markup } from '../draw/mark.ts';
import { isPaidAtEnd } from './paid-back.ts';
import { bounds, controlName, type Saying } from './saying.ts';
import type { WordKey } from './texts.ts';

/** What it earned by day. */
export function gainPart(saying: Saying): Markup {
  const { curves } = saying.report;
  if (curves.length < 2) return html``;
  const hasNet = curves.every(({ net }) => net !== null);
  return html`<section>${hasNet ? netFigure(saying) : marginFigure(saying)}</section>
`;
}

/** What each group brought by day. */
export const armsPart = (saying: Saying): Markup =>
  saying.report.curves.length < 2
    ? html``
    : html`<section>${armsFigure(saying)}</section>
`;

function netFigure(saying: Saying): Markup {
  const { report, say, format } = saying;
  const payback = report.money?.payback ?? null;
  const title =
    payback?.day == null
      ? say('curveNotPaid', { day: format.count(report.curves.at(-1)!.day) })
      : say(isPaidAtEnd(report) ? 'curvePaid' : 'curvePaidOnce', { day: format.count(payback.day) });
  const points = report.curves.map(({ day, net, netLow, netHigh }) => ({
    x: day,
    y: net!,
    low: netLow,
    high: netHigh,
  }));
  const marks =
    payback?.day == null
      ? []
      : [{ x: payback.day, name: `${say('payback')}: ${say('day', { day: format.count(payback.day) })}` }];
  return figure(
    { title, about: say('curveAboutNet', bandOf(saying)) },
    saying,
    [{ name: say('net'), points }],
    marks,
  );
}

function marginFigure(saying: Saying): Markup {
  const { report, say } = saying;
  const points = report.curves.map(({ day, margin, low, high }) => ({ x: day, y: margin, low, high }));
  const head = { title: say('curveMargin'), about: say('curveAboutMargin', bandOf(saying)) };
  return figure(head, saying, [{ name: say('extraMargin'), points }], []);
}

function armsFigure(saying: Saying): Markup {
  const { report, say } = saying;
  const line = (arm: 'contact' | 'control') =>
    report.curves.map((point) => ({ x: point.day, y: point[arm] }));
  const title = say(armsTitle(report.curves.at(-1)!));
  return figure(
    { title, about: say('armsAbout', { currency: report.currency ?? say('ownUnit') }) },
    saying,
    [
      { name: say('contacted'), points: line('contact') },
      { name: controlName(saying), points: line('control') },
    ],
    [],
  );
}

/** That one group brings more is said only where the effect is shown, and the lines, which are not adjusted, say the same. */
function armsTitle({ contact, control, low, high }: EffectReport['curves'][number]): WordKey {
  if (low !== null && low > 0 && contact > control) return 'armsHigher';
  if (high !== null && high < 0 && contact < control) return 'armsLower';
  return 'armsEven';
}

function bandOf({ report, texts, format }: Saying): Record<string, string> {
  const interval = report.money === null ? null : bounds(report.money.headline);
  return {
    level: format.percent(interval?.level ?? report.level, 0),
    method: texts.methods[interval?.method ?? report.method.safe],
  };
}

function figure(
  { title, about }: { title: string; about: string },
  { amount, format }: Saying,
  lines: Curves['lines'],
  marks: Curves['marks'],
): Markup {
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ y }) => Math.abs(y))));
  const curves: Curves = {
    says: `${title}. ${about}`,
    lines,
    marks,
    writeX: (value) => format.count(value),
    writeY: (value) => amount(value, most < 5 ? 1 : 0),
  };
  return html`<figure><figcaption><b>${title}</b><span>${about}</span></figcaption>${drawCurves(curves, 'wide')}${drawCurves(curves, 'narrow')}</figure>`;
}
