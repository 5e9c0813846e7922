import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { html } from 'hono/html';
import type { Trend } from '../table.ts';
import { type Markup, tenth } from './mark.ts';

const [width, height] = [190, 34];

/** A line over its band, on a scale of its own that need not begin at zero; the last point is marked. */
export function drawTrend({ says, points, beside }: Trend): Markup {
  const ends = points.flatMap(({ value, low, high }) => [value, low, high]);
  const all = beside === null ? ends : [...ends, beside];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const down = scaleLinear([low, low === high ? low + 1 : high], [height - 4, 4]);
  const [first, last] = [points[0]!, points.at(-1)!];
  const across = scaleLinear([first.at, Math.max(last.at, first.at + 1)], [4, width - 6]);
  const band = area<Trend['points'][number]>(
    ({ at }) => across(at),
    ({ low }) => down(low),
    ({ high }) => down(high),
  ).digits(1);
  const path = line<Trend['points'][number]>(
    ({ at }) => across(at),
    ({ value }) => down(value),
  ).digits(1);
  const dashed =
    beside === null ? '' : html`<path class="reference" d="M4 ${tenth(down(beside))}H${width - 6}"/>`;
  return html`<svg class="cell" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${says}">${dashed}<path class="band" d="${band(points) ?? ''}"/><path class="line thin" d="${path(points) ?? ''}"/><circle class="own" cx="${tenth(across(last.at))}" cy="${tenth(down(last.value))}" r="3"/></svg>`;
}
