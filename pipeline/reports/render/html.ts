import { html, raw } from 'hono/html';
import { drawBars } from '../draw/draw-bars.ts';
import { drawLine } from '../draw/draw-line.ts';
import { drawTrend } from '../draw/draw-trend.ts';
import type { Markup } from '../draw/mark.ts';
import { isEstimate } from '../estimate.ts';
import type { Figure } from '../figure.ts';
import { cellText, type Format, write } from '../format.ts';
import type { Block, Report } from '../report.ts';
import { type Cell, isNumeric, type Table } from '../table.ts';
import { style } from './style.ts';

/**
 * A report as one page that loads nothing from elsewhere, for a screen, a phone and paper. All text is escaped.
 * @param language that its text is in
 */
export function page(
  { about, caveat, verdict, introduction, sections }: Report,
  format: Format = write,
  language = 'en',
): string {
  const body = sections.map(
    ({ title, blocks }) =>
      html`<section><h2>${title}</h2>${blocks.map((block) => blockMarkup(block, format))}</section>
`,
  );
  return String(html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${about}</title><style>${raw(style)}</style></head>
<body><header><p class="about">${about}${caveat === undefined ? '' : html` <span class="caveat">${caveat}</span>`}</p><h1>${verdict}</h1><p class="lead">${introduction}</p></header>
${body}</body></html>
`);
}

function blockMarkup(block: Block, format: Format): Markup {
  if (block.kind === 'items') return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return block.kind === 'table' ? tableMarkup(block, format) : figureMarkup(block, format);
}

/** A wide drawing and a narrow one, of which the style shows one, and the numbers. */
function figureMarkup(figure: Figure, format: Format): Markup {
  const draw = (kind: 'wide' | 'narrow') =>
    figure.shape === 'bars' ? drawBars(figure, format, kind) : drawLine(figure, format, kind);
  return html`<div class="pair"><figure><figcaption><b>${figure.title}</b><span>${figure.measure}</span></figcaption>${draw('wide')}${draw('narrow')}</figure>${tableMarkup(figure.numbers, format)}</div>`;
}

function tableMarkup(table: Table, format: Format): Markup {
  const right = table.columns.map((_, i) => (isNumeric(table, i) ? html` class="right"` : ''));
  const head = table.columns.map(
    (name, i) => html`<th role="columnheader" scope="col"${right[i]}>${name}</th>`,
  );
  const cell = (one: Cell, i: number) =>
    i === 0
      ? html`<th role="rowheader" scope="row"${right[i]}>${cellText(format, one)}</th>`
      : html`<td role="cell" data-name="${table.columns[i]}"${right[i]}>${cellMarkup(one, format)}</td>`;
  const { trends } = table;
  const trend = (i: number) =>
    trends === undefined
      ? ''
      : html`<td role="cell" data-name="${trends.name}">${trends.rows[i] ? drawTrend(trends.rows[i]) : ''}</td>`;
  const rows = table.rows.map((row, i) => html`<tr role="row">${row.map(cell)}${trend(i)}</tr>`);
  const trendHead = trends === undefined ? '' : html`<th role="columnheader" scope="col">${trends.name}</th>`;
  return html`<table role="table"${fitsPhone(table, format) ? '' : html` class="entries"`}>${
    table.caption === '' ? '' : html`<caption>${table.caption}</caption>`
  }<thead role="rowgroup"><tr role="row">${head}${trendHead}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
}

/** The interval beside its figure, quieter. */
function cellMarkup(cell: Cell, format: Format): Markup | string {
  if (typeof cell === 'string' || !isEstimate(cell)) return cellText(format, cell);
  const figure = format.quantity(cell);
  return html`<span>${figure} <small>${format.interval(cell).slice(figure.length + 1)}</small></span>`;
}

/** Letters that a phone has room for beside each other. */
const phone = 46;

/** Whether all columns fit a phone, intervals below their figures and names broken between words alone; else rows become entries. */
function fitsPhone({ columns, rows, trends }: Table, format: Format): boolean {
  if (trends !== undefined) return false;
  const words = (text: string) => Math.max(...text.split(' ').map(({ length }) => length));
  const width = (cell: Cell) => {
    if (typeof cell === 'string') return words(cell);
    const figure = format.quantity(cell).length;
    return Math.max(figure, cellText(format, cell).length - figure - 1);
  };
  const widths = columns.map((name, i) => Math.max(words(name), ...rows.map((row) => width(row[i] ?? ''))));
  return widths.reduce((sum, letters) => sum + letters + 2, 0) <= phone;
}
