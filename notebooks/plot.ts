import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** A chart as a notebook shows it. */
export interface Picture {
  readonly png: Uint8Array;
  readonly title: string;
  /** In CSS pixels; the picture has twice as many each way. */
  readonly width: number;
  readonly height: number;
  /** Of the drawing before it became pixels. */
  readonly fingerprint: string;
}

/** The product's colours (light): paper, ink, rules; we and what we look at, worse, attention, the usual. */
export const colours = {
  paper: '#fcfbf8',
  ink: '#1b1f24',
  soft: '#565d66',
  rule: '#dedad0',
  accent: '#15527d',
  risk: '#99290a',
  mind: '#856500',
  base: '#7b8087',
} as const;

const sans = 'system-ui, Segoe UI, Roboto, Noto Sans, Liberation Sans, DejaVu Sans, sans-serif';

const theme = {
  background: colours.paper,
  padding: 16,
  font: sans,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'group',
    color: colours.ink,
    fontSize: 15,
    fontWeight: 600,
    subtitleColor: colours.soft,
    subtitleFontSize: 12,
    subtitlePadding: 5,
    offset: 14,
  },
  axis: {
    domainColor: colours.base,
    gridColor: colours.rule,
    labelColor: colours.soft,
    labelFontSize: 12,
    labelLimit: 0,
    tickColor: colours.base,
    titleColor: colours.soft,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
  },
  legend: {
    labelColor: colours.ink,
    labelFontSize: 12,
    labelLimit: 0,
    titleColor: colours.soft,
    titleFontSize: 12,
  },
  header: { labelColor: colours.ink, labelFontSize: 12, labelFontWeight: 600 },
  range: { category: [colours.accent, colours.base, colours.risk, colours.mind] },
  bar: { color: colours.accent },
  line: { color: colours.accent, strokeWidth: 2 },
  point: { color: colours.accent, filled: true, opacity: 1, size: 50 },
  rule: { color: colours.base },
} as const;

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
}

/** Without a canvas Vega takes every letter to be four fifths as wide as high, and leaves wide margins. */
const { textMetrics } = vega as unknown as {
  textMetrics: { width: (item: TextItem, line: unknown) => number };
};
textMetrics.width = ({ fontSize = 11, fontWeight }, line) =>
  Math.ceil((fontWeight === 600 ? 0.65 : 0.57) * fontSize * String(line).length);

/**
 * Draws a Vega-Lite chart in the product's style. `title` says what it shows, as a sentence. The drawing depends on
 * nothing but the spec; its pixels on the fonts of the machine as well.
 */
export async function plot(title: string, spec: TopLevelSpec): Promise<Picture> {
  const themed = { ...spec, title: titleOf(title, spec), config: theme } as unknown as TopLevelSpec;
  const view = new vega.View(vega.parse(compile(themed).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { defaultFontFamily: 'DejaVu Sans' },
  }).render();
  return {
    png: drawn.asPng(),
    title,
    width: Math.round(drawn.width / 2),
    height: Math.round(drawn.height / 2),
    fingerprint: createHash('sha256').update(tenths(svg)).digest('hex').slice(0, 12),
  };
}

/** Coordinates to a tenth of a pixel: digits beyond that may differ between versions of Node. */
const tenths = (svg: string): string => svg.replace(/\d+\.\d+/g, (number) => Number(number).toFixed(1));

/** A spec may bring a subtitle of its own. */
const titleOf = (text: string, { title }: TopLevelSpec) =>
  typeof title === 'object' && title !== null ? { ...title, text } : { text };
