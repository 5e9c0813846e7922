import type { ModelEntry } from '../../../contracts/artefacts/model-entry.ts';
import { type Card, cardOf, money, percent, tablesOf } from './card-tables.ts';
import { barChart, escapeXml, lineChart, type Point } from './svg.ts';

/** The same card as one HTML page with charts; nothing is loaded from elsewhere. */
export const cardHtml = (entry: ModelEntry): string => htmlCard(cardOf(entry));

/** The same of any model. */
export function htmlCard(card: Card): string {
  const tables = tablesOf(card).map(
    ({ title, rows: [head, ...rows] }) =>
      `<section><h2>${escapeXml(title)}</h2>${chartOf(title, card)}<table><thead><tr>${head!.map((cell) => `<th scope="col">${escapeXml(cell)}</th>`).join('')}</tr></thead><tbody>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table></section>`,
  );
  const notes = card.notes.map((note) => `<li>${escapeXml(note)}</li>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(card.title)}</title><style>${style}</style></head>
<body><h1>${escapeXml(card.title)}</h1><p>${escapeXml(card.introduction)}</p>
${tables.join('\n')}
<section><h2>What to know</h2><ul>${notes.join('')}</ul></section></body></html>
`;
}

function chartOf(title: string, { quality: { churn, value }, drivers }: Card): string {
  if (title === 'Calibration' && churn !== null) {
    const points = churn.reliability.map(({ predicted: x, realised: y }) => ({ x, y }));
    return lineChart({
      label: 'Share that left against the predicted chance, by tenth of the predictions',
      x: 'predicted',
      y: 'left',
      points,
      reference: diagonal,
    });
  }
  if (title === 'Who leaves' && churn !== null) {
    return lineChart({
      label: 'Share of all who left that is found among the customers with the highest predictions',
      x: 'share of customers, riskiest first',
      y: 'found',
      points: gainCurve(churn.reliability),
      reference: diagonal,
    });
  }
  if (title === 'Value by tenth of the predictions' && value !== null) {
    return barChart({
      label: 'Realised (grey) and predicted mean value by tenth of the predictions, highest first',
      x: 'tenth of the predictions, highest first',
      y: 'mean value',
      bars: value.deciles.map(({ predicted, realised }, i) => ({
        name: String(i + 1),
        base: realised,
        value: predicted,
      })),
      write: money,
    });
  }
  return title === 'What moves the chance of leaving'
    ? barChart({
        label: 'Share of the scores’ movement by what moves them, strongest first',
        x: 'place in the table',
        y: 'share',
        bars: drivers.slice(0, 12).map(({ share }, i) => ({ name: String(i + 1), value: share })),
        write: (share) => percent(share, 0),
      })
    : '';
}

const diagonal: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/** Cumulated share of churners, highest predictions first, from bins that rise. */
function gainCurve(bins: readonly { readonly rows: number; readonly realised: number }[]): Point[] {
  const all = bins.reduce((sum, { rows }) => sum + rows, 0);
  const left = bins.reduce((sum, { rows, realised }) => sum + rows * realised, 0) || 1;
  let [seen, found] = [0, 0];
  const points = [...bins].reverse().map(({ rows, realised }) => {
    seen += rows;
    found += rows * realised;
    return { x: seen / all, y: found / left };
  });
  return [{ x: 0, y: 0 }, ...points];
}

const style = `:root{color-scheme:light dark;--paper:light-dark(#fcfbf8,#15181b);--ink:light-dark(#1b1f24,#e9e6df);--soft:light-dark(#565d66,#a5abb2);--rule:light-dark(#dedad0,#343a40);--accent:light-dark(#15527d,#86bfe6);--base:light-dark(#7b8087,#8e959c)}
body{margin:2rem auto;max-width:60rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1,h2{font-family:Charter,Cambria,Georgia,serif}section{margin-top:2rem;overflow-x:auto}svg{width:100%;max-width:30rem;display:block}
svg text{font:12px system-ui,sans-serif;fill:var(--soft)}.axis{stroke:var(--soft);fill:none}.line{stroke:var(--accent);fill:none;stroke-width:2}.dot,.own{fill:var(--accent)}.base{fill:var(--base)}.reference{stroke:var(--base);fill:none;stroke-dasharray:4 3}
table{border-collapse:collapse;font-size:13px}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--rule)}`;
