import { scaleLinear } from 'd3-scale';
import { html } from 'hono/html';
import { type Estimate, isEstimate, type Quantity } from '../estimate.ts';
import type { BarFigure } from '../figure.ts';
import type { Format } from '../format.ts';
import { drawing, letter, type Markup, tenth, textAt, wrap } from './mark.ts';

type Bar = BarFigure['bars'][number];

const line = 16;
const thick = 12;

/** Bars from zero with their names and numbers beside them; narrow: names above. */
export function drawBars(figure: BarFigure, format: Format, kind: 'wide' | 'narrow'): Markup {
  const width = kind === 'wide' ? 640 : 330;
  const longest = Math.max(...figure.bars.flatMap(numbersOf).map((q) => format.quantity(q).length), 1);
  const gutter = kind === 'wide' ? Math.min(240, 12 + letter * longestName(figure)) : 0;
  const right = width - letter * longest - 10;
  const range = extent(figure);
  const scale = scaleLinear(range, [gutter, right]);
  const letters = Math.round((kind === 'wide' ? gutter - 12 : width) / letter);
  let y = 0;
  const parts = figure.bars.map((bar) => {
    const names = wrap(bar.name, letters);
    const head = kind === 'wide' ? 0 : names.length * line;
    const rows = numbersOf(bar);
    const height = Math.max(kind === 'wide' ? names.length * line : 0, head + rows.length * line) + 8;
    const top = y;
    y += height;
    return [
      ...names.map((text, i) => textAt({ x: 0, y: top + 12 + i * line }, text)),
      ...rows.map((q, i) =>
        drawBar(q, { top: top + head + i * line, scale, format, kind: i === 0 ? 'own' : 'base', right }),
      ),
    ];
  });
  const zero = scale(0);
  const axis =
    kind === 'wide' || range[0] < 0 ? [html`<path class="axis" d="M${tenth(zero)} 0V${tenth(y)}"/>`] : [];
  return drawing({ width, height: y, says: `${figure.title}. ${figure.measure}`, kind }, [
    ...parts.flat(),
    ...axis,
  ]);
}

const numbersOf = ({ value, beside }: Bar): Quantity[] => (beside === undefined ? [value] : [value, beside]);

const longestName = ({ bars }: BarFigure): number => Math.max(...bars.map(({ name }) => name.length), 1);

/** All that is drawn, and zero. */
function extent({ bars }: BarFigure): [number, number] {
  const drawn = bars.flatMap(numbersOf).flatMap((q) => [q.value ?? 0, ...(isEstimate(q) ? ends(q) : [])]);
  const [low, high] = [Math.min(0, ...drawn), Math.max(0, ...drawn)];
  return low === high ? [0, 1] : [low, high];
}

const ends = ({ low, high }: Estimate): [number, number] => [low, high];

interface Place {
  readonly top: number;
  readonly scale: (value: number) => number;
  readonly format: Format;
  readonly kind: 'own' | 'base';
  /** Where the numbers begin. */
  readonly right: number;
}

function drawBar(quantity: Quantity, { top, scale, format, kind, right }: Place): Markup {
  const [from, to] = [scale(0), scale(quantity.value ?? 0)].sort((a, b) => a - b) as [number, number];
  const middle = top + thick / 2 + 2;
  const whisker = isEstimate(quantity)
    ? html`<path class="whisker" d="M${tenth(scale(quantity.low))} ${tenth(middle)}H${tenth(scale(quantity.high))}"/>`
    : '';
  return html`<rect class="${kind}" x="${tenth(from)}" y="${tenth(top + 2)}" width="${tenth(to - from)}" height="${thick}"/>${whisker}${textAt({ x: right + 8, y: top + 12, ...(kind === 'own' ? { kind: 'strong' as const } : {}) }, format.quantity(quantity))}`;
}
