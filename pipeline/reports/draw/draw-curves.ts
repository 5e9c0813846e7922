import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { html } from 'hono/html';
import { drawing, letter, type Markup, tenth, textAt } from './mark.ts';

interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval of `y`; null where it has none. */
  readonly low?: number | null;
  readonly high?: number | null;
}

/** Lines over days, each with its name at its end; the first is ours, the second what it is held against. */
export interface Curves {
  /** For those who cannot see it. */
  readonly says: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly CurvePoint[] }[];
  /** Days that the text speaks of. */
  readonly marks: readonly { readonly x: number; readonly name: string }[];
  readonly writeX: (value: number) => string;
  readonly writeY: (value: number) => string;
}

const size = { wide: { width: 720, height: 250, ticks: 5 }, narrow: { width: 340, height: 230, ticks: 4 } };
const styles = ['line', 'reference'] as const;

/** Curves with their bands; zero is drawn where it lies among them. */
export function drawCurves({ says, lines, marks, writeX, writeY }: Curves, kind: 'wide' | 'narrow'): Markup {
  const { width, height, ticks } = size[kind];
  const all = lines.flatMap(({ points }) => points);
  const ys = all.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]);
  const down = scaleLinear([Math.min(0, ...ys), Math.max(0, ...ys) || 1], [height - 28, 22]).nice(ticks);
  const rows = down.ticks(ticks);
  const left = 8 + letter * Math.max(...rows.map((tick) => writeY(tick).length));
  const right = width - 14 - letter * Math.max(...lines.map(({ name }) => name.length));
  const across = scaleLinear([0, Math.max(1, ...all.map(({ x }) => x))], [left, Math.max(right, left + 80)]);
  const at = line<CurvePoint>(
    ({ x }) => across(x),
    ({ y }) => down(y),
  ).digits(1);
  return drawing({ width, height, says, kind }, [
    ...rows.map(
      (tick) =>
        html`<path class="${tick === 0 ? 'axis' : 'grid'}" d="M${tenth(left)} ${tenth(down(tick))}H${tenth(across.range()[1]!)}"/>${textAt({ x: left - 6, y: down(tick) + 4, at: 'end' }, writeY(tick))}`,
    ),
    ...across
      .ticks(ticks)
      .map((tick) => textAt({ x: across(tick), y: height - 8, at: 'middle' }, writeX(tick))),
    ...lines.flatMap(({ points }, i) => (i === 0 ? bandOf(points, across, down) : [])),
    ...lines.map(({ points }, i) => html`<path class="${styles[Math.min(i, 1)]!}" d="${at(points) ?? ''}"/>`),
    ...endNames(lines, across, down),
    ...marks.map(({ x, name }, i) => markAt(x, name, { across, height, low: i })),
  ]);
}

type Scale = (value: number) => number;

function bandOf(points: readonly CurvePoint[], across: Scale, down: Scale): Markup[] {
  const known = points.filter(({ low, high }) => low != null && high != null);
  if (known.length === 0) return [];
  const shape = area<CurvePoint>(
    ({ x }) => across(x),
    ({ low }) => down(low!),
    ({ high }) => down(high!),
  ).digits(1);
  return [html`<path class="band" d="${shape(known) ?? ''}"/>`];
}

/** Beside the last points, apart enough to be read. */
function endNames(lines: Curves['lines'], across: Scale, down: Scale): Markup[] {
  const ends = lines
    .flatMap(({ name, points }, i) => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ name, i, x: across(last.x), y: down(last.y) }];
    })
    .sort((a, b) => a.y - b.y);
  let above = Number.NEGATIVE_INFINITY;
  return ends.map(({ name, i, x, y }) => {
    above = Math.max(y + 4, above + 15);
    return textAt({ x: x + 8, y: above, ...(i === 0 ? { kind: 'strong' as const } : {}) }, name);
  });
}

function markAt(
  x: number,
  name: string,
  { across, height, low }: { across: (value: number) => number; height: number; low: number },
): Markup {
  const cx = across(x);
  return html`<path class="grid mark-line" d="M${tenth(cx)} 16V${height - 28}"/>${textAt({ x: cx - 5, y: 12 + 15 * low, at: 'end', kind: 'strong' }, name)}`;
}
