/** A few charts as SVG text. Every number and label comes in ready; text is escaped here. */

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

export interface Point {
  readonly x: number;
  readonly y: number;
}

const size = { width: 380, height: 240, left: 62, right: 24, top: 12, bottom: 34 };
const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom };

const px = (share: number) => (size.left + share * plot.width).toFixed(1);
const py = (share: number) => (size.top + (1 - share) * plot.height).toFixed(1);

export interface LineChart {
  /** What the picture says, in a sentence, for those who cannot see it. */
  readonly label: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly Point[];
  /** Radius or weight of each point is the same; the diagonal or another line stands for "perfect" or "by chance". */
  readonly reference: readonly Point[];
}

/** Both axes run from 0% to 100%. */
export function lineChart({ label, x, y, points, reference }: LineChart): string {
  const path = (of: readonly Point[]) =>
    of.map((point, i) => `${i === 0 ? 'M' : 'L'}${px(point.x)} ${py(point.y)}`).join('');
  const dots = points.map((point) => `<circle class="dot" cx="${px(point.x)}" cy="${py(point.y)}" r="3"/>`);
  const ticks = [0, 0.5, 1].map(
    (share) =>
      `<text x="${px(share)}" y="${size.height - 18}" text-anchor="middle">${100 * share}%</text>` +
      `<text x="${size.left - 6}" y="${Number(py(share)) + 4}" text-anchor="end">${100 * share}%</text>`,
  );
  return figure(label, [
    `<path class="axis" d="M${px(0)} ${py(1)}V${py(0)}H${px(1)}"/>`,
    `<path class="reference" d="${path(reference)}"/>`,
    `<path class="line" d="${path(points)}"/>`,
    ...dots,
    ...ticks,
    axisNames(x, y),
  ]);
}

export interface BarChart {
  readonly label: string;
  readonly x: string;
  readonly y: string;
  /** One or two bars (usual in grey first, then ours) for each name. */
  readonly bars: readonly { readonly name: string; readonly base?: number; readonly value: number }[];
  readonly write: (value: number) => string;
}

/** Bars from zero, those of one name side by side. */
export function barChart({ label, x, y, bars, write }: BarChart): string {
  const top = Math.max(...bars.flatMap(({ base = 0, value }) => [base, value, 0])) || 1;
  const slot = 1 / bars.length;
  const rect = (kind: string, from: number, width: number, value: number) => {
    const height = Math.max(0, value / top);
    return `<rect class="${kind}" x="${px(from)}" y="${py(height)}" width="${(width * plot.width).toFixed(1)}" height="${(height * plot.height).toFixed(1)}"/>`;
  };
  const drawn = bars.map(({ name, base, value }, i) => {
    const from = (i + 0.15) * slot;
    const width = base === undefined ? 0.7 * slot : 0.35 * slot;
    const grey = base === undefined ? '' : rect('base', from, width, base);
    const own = rect('own', base === undefined ? from : from + width, width, value);
    return `${grey}${own}<text x="${px((i + 0.5) * slot)}" y="${size.height - 18}" text-anchor="middle">${escapeXml(name)}</text>`;
  });
  return figure(label, [
    ...drawn,
    `<path class="axis" d="M${px(0)} ${py(1)}V${py(0)}H${px(1)}"/>`,
    `<text x="${size.left - 6}" y="${Number(py(1)) + 4}" text-anchor="end">${escapeXml(write(top))}</text>`,
    `<text x="${size.left - 6}" y="${py(0)}" text-anchor="end">0</text>`,
    axisNames(x, y),
  ]);
}

const axisNames = (x: string, y: string): string =>
  `<text x="${px(0.5)}" y="${size.height - 3}" text-anchor="middle">${escapeXml(x)}</text>` +
  `<text transform="translate(11 ${py(0.5)}) rotate(-90)" text-anchor="middle">${escapeXml(y)}</text>`;

const figure = (label: string, parts: readonly string[]): string =>
  `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeXml(label)}">${parts.join('')}</svg>`;
