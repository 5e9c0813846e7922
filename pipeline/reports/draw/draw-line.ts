import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { html } from 'hono/html';
import type { LineFigure, Point } from '../figure.ts';
import type { Format } from '../format.ts';
import { drawing, letter, type Markup, tenth, textAt } from './mark.ts';

const size = { wide: { width: 640, height: 340, ticks: 6 }, narrow: { width: 330, height: 280, ticks: 4 } };

/** A line over its band, with what it is held against; both axes from zero. */
export function drawLine(figure: LineFigure, format: Format, kind: 'wide' | 'narrow'): Markup {
  const { width, height, ticks } = size[kind];
  const { points, reference, mark, x, y } = figure;
  const all = [...points, ...reference.points, ...(mark ? [mark] : [])];
  const down = scaleLinear([0, top(all.flatMap(({ y, high }) => [y, high ?? 0]))], [height - 40, 24]).nice(
    ticks,
  );
  const name = (unit: LineFigure['x']['unit'], value: number) => format.quantity({ value, unit, digits: 0 });
  const rows = down.ticks(ticks);
  const left = 8 + letter * Math.max(...rows.map((tick) => name(y.unit, tick).length));
  const across = scaleLinear([0, top(all.map(({ x }) => x))], [left, width - 20]).nice(ticks);
  const at = line<Point>(
    (point) => across(point.x),
    (point) => down(point.y),
  ).digits(1);
  return drawing({ width, height, says: `${figure.title}. ${figure.measure}`, kind }, [
    ...rows.map(
      (tick) =>
        html`<path class="grid" d="M${tenth(left)} ${tenth(down(tick))}H${width - 20}"/>${textAt({ x: left - 6, y: down(tick) + 4, at: 'end' }, name(y.unit, tick))}`,
    ),
    ...across
      .ticks(ticks)
      .map((tick) => textAt({ x: across(tick), y: height - 22, at: 'middle' }, name(x.unit, tick))),
    textAt({ x: 0, y: 12 }, y.name),
    textAt({ x: width - 20, y: height - 4, at: 'end' }, x.name),
    ...band(points, across, down),
    html`<path class="reference" d="${at(reference.points) ?? ''}"/>`,
    html`<path class="line" d="${at(points) ?? ''}"/>`,
    ...points.map(
      (point) =>
        html`<circle class="own" cx="${tenth(across(point.x))}" cy="${tenth(down(point.y))}" r="3"/>`,
    ),
    ...referenceName(reference, across, down),
    ...(mark ? [marked(mark, { across, down, width })] : []),
  ]);
}

const top = (values: readonly number[]): number => Math.max(...values, 0) || 1;

type Scale = (value: number) => number;

function band(points: readonly Point[], across: Scale, down: Scale): Markup[] {
  const known = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  if (known.length === 0) return [];
  const shape = area<Point>(
    (point) => across(point.x),
    (point) => down(point.low!),
    (point) => down(point.high!),
  ).digits(1);
  return [html`<path class="band" d="${shape(known) ?? ''}"/>`];
}

/** Below a reference: where one that rises has come more than half way; where a level one begins, if the axis leaves room. */
function referenceName({ name, points }: LineFigure['reference'], across: Scale, down: Scale): Markup[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const hasRoom = down(0) - down(first.y) > 20;
  if (first.y === last.y)
    return [textAt({ x: across(first.x) + 6, y: down(first.y) + (hasRoom ? 16 : -6) }, name)];
  return [textAt({ x: across(last.x * 0.6) + 12, y: down(last.y * 0.6) + 32 }, name)];
}

function marked(
  { x, y, low, high, name }: NonNullable<LineFigure['mark']>,
  { across, down, width }: { across: Scale; down: Scale; width: number },
): Markup {
  const [cx, cy] = [across(x), down(y)];
  const whisker =
    low === undefined || high === undefined
      ? ''
      : html`<path class="whisker" d="M${tenth(cx)} ${tenth(down(low))}V${tenth(down(high))}"/>`;
  const onRight = cx + 12 + letter * name.length < width;
  const place = onRight
    ? { x: cx + 10, y: cy + 16, kind: 'strong' as const }
    : { x: cx - 10, y: cy - 8, at: 'end' as const, kind: 'strong' as const };
  return html`${whisker}<circle class="mark" cx="${tenth(cx)}" cy="${tenth(cy)}" r="5"/>${textAt(place, name)}`;
}
