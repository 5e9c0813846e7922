import { describe, expect, it } from 'vitest';
import { type Card, cardReport } from '../../../pipeline/registry/card/card.ts';
import { count, estimateOf, money, share } from '../../../pipeline/reports/estimate.ts';
import type { BarFigure } from '../../../pipeline/reports/figure.ts';
import { page } from '../../../pipeline/reports/render/html.ts';
import { reportDocument } from '../../../pipeline/reports/render/json.ts';
import { markdown } from '../../../pipeline/reports/render/markdown.ts';
import { terminalTable } from '../../../pipeline/reports/render/terminal.ts';
import type { Report } from '../../../pipeline/reports/report.ts';
import { tableOf } from '../../../pipeline/reports/table.ts';
import { judged } from '../../support/judged-model.ts';

const auc = estimateOf(
  { value: 0.868, low: 0.861, high: 0.875 },
  { unit: 'number', digits: 3 },
  { level: 0.95, method: 'bootstrap by customer', n: 900 },
);
const models = tableOf(
  ['model', 'rows', 'AUC'],
  [
    ['a|b', count(48210), auc],
    ['<b>', count(7), ''],
  ],
  'In brackets 95% intervals',
);
const report = (blocks: Report['sections'][number]['blocks']): Report => ({
  about: 'Maren & Vale',
  verdict: 'It holds.',
  introduction: '',
  sections: [{ title: 'Models', blocks }],
});
const card = (changed: Partial<Card> = {}): Report =>
  cardReport({
    about: 'Maren & Vale · churn and value · as of 16 Nov 2026',
    introduction: 'What it is.',
    currency: 'EUR',
    quality: judged(),
    standings: null,
    drivers: [
      { group: 'time since the last order', share: 0.6 },
      { group: `how_many_${'very_'.repeat(12)}long & <script>alert(1)</script> names`, share: 0.4 },
    ],
    notes: ['Beware of "<img>".'],
    sha256: { 'weights.bin': 'ab'.repeat(32) },
    ...changed,
  });

describe('a table', () => {
  it('is aligned on a terminal, numbers flush right', () => {
    expect(terminalTable(models)).toEqual([
      'In brackets 95% intervals',
      '  model    rows  AUC',
      '  a|b    48,210  0.868 [0.861, 0.875]',
      '  <b>         7',
    ]);
  });

  it('is a table in Markdown whatever its cells hold', () => {
    expect(markdown(report([models]))).toBe(`# Maren & Vale

**It holds.**

## Models

In brackets 95% intervals

| model | rows | AUC |
| --- | ---: | --- |
| a\\|b | 48,210 | 0.868 [0.861, 0.875] |
| &lt;b> | 7 |  |
`);
  });

  it('keeps numbers, units and intervals as a document', () => {
    expect(reportDocument(report([models]))).toMatchObject({
      verdict: 'It holds.',
      sections: [
        {
          title: 'Models',
          blocks: [
            {
              kind: 'table',
              rows: [
                {
                  model: 'a|b',
                  rows: { value: 48210, unit: 'count' },
                  AUC: { value: 0.868, low: 0.861, high: 0.875, level: 0.95, n: 900, unit: 'number' },
                },
                { model: '<b>', AUC: '' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('becomes entries on a phone only where its columns do not fit', () => {
    const wide = tableOf(['', 'AUC', 'log loss', 'Brier'], [['the model', auc, auc, auc]]);
    expect(page(report([models]))).not.toContain('class="entries"');
    expect(page(report([wide]))).toContain('class="entries"');
    // a word is not broken to make room
    const long = tableOf(['Word', 'Other'], [['Unüberbietbarkeitsnachweise', 'Folgekostenabschätzungen']]);
    expect(page(report([long]))).toContain('class="entries"');
    expect(page(report([wide]))).toContain('td.right{white-space:nowrap}'); // 240 is not broken into 24 and 0
  });
});

describe('a page', () => {
  it('says whose model it is and whether it is of use before anything else', () => {
    const text = page(card());
    const at = (part: string) => text.indexOf(part);
    expect(at('<h1>Better at predicting churn than recency')).toBeGreaterThan(
      at('class="about">Maren &amp; Vale'),
    );
    expect(at('<section>')).toBeGreaterThan(at('<h1>'));
    expect(at('AUC</th>')).toBeGreaterThan(at('<section>'));
  });

  it('escapes all that comes from data, in text, attributes and drawings', () => {
    const text = page(card());
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('&lt;img&gt;');
    expect(text).not.toContain('[object');
  });

  it('loads nothing from elsewhere and is the same bytes each time', () => {
    expect(page(card())).not.toMatch(/src=|href=|url\(|@import/);
    expect(page(card())).toBe(page(card()));
  });

  it('draws every chart twice, with its numbers beside it and its sentence for those who cannot see it', () => {
    const text = page(card());
    expect(text.match(/<svg class="wide"/g)).toHaveLength(4);
    expect(text.match(/<svg class="narrow"/g)).toHaveLength(4);
    expect(text.match(/role="img" aria-label="[^"]{40,}"/g)).toHaveLength(8);
    expect(text).toContain('<path class="band"');
    expect(text).toContain('€1,240');
    expect(page(card({ currency: null }))).not.toContain('€');
    expect(page(card({ quality: judged({ churn: null, value: null }), drivers: [] }))).not.toContain('<svg');
  });
});

/** How far each text of a drawing reaches, letters taken at 7 px. */
function overhang(svg: string): string[] {
  const [width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number) as [number, number];
  const texts = [...svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" text-anchor="(\w+)"[^>]*>([^<]*)</g)];
  return texts.flatMap(([, x, y, anchor, text]) => {
    const size = 7 * text!.replace(/&\w+;/g, '.').length;
    const from = Number(x) - (anchor === 'end' ? size : anchor === 'middle' ? size / 2 : 0);
    const inside = from >= -6 && from + size <= width + 6 && Number(y) >= 10 && Number(y) <= height;
    return inside ? [] : [text!];
  });
}

describe('a drawing', () => {
  const drawings = (text: string) => [...text.matchAll(/<svg .*?<\/svg>/gs)].map(([svg]) => svg);

  it('cuts no name and no number, wide or narrow', () => {
    const found = drawings(page(card()));
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(overhang)).toEqual([]);
    const names = [...found.at(-1)!.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text).join('');
    expect(names.replace(/\s/g, '')).toContain(`how_many_${'very_'.repeat(12)}long`);
  });

  it('starts bars at zero, to the left where they are below it', () => {
    const loss = estimateOf({ value: -50, low: -80, high: -20 }, { unit: { currency: 'EUR' } }, auc);
    const bars: BarFigure = {
      kind: 'figure',
      shape: 'bars',
      title: 'One lost',
      measure: 'Money',
      bars: [
        { name: 'won', value: money(100, 'EUR') },
        { name: 'lost', value: loss },
        { name: 'not known', value: share(null) },
      ],
      numbers: tableOf(['', 'money'], []),
    };
    const [wide] = drawings(page(report([bars])));
    const rect = (n: number) =>
      [...wide!.matchAll(/<rect class="own" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)]
        [n]!.slice(1)
        .map(Number);
    const [[from, width], [lostFrom, lostWidth], [, none]] = [rect(0), rect(1), rect(2)];
    expect(lostFrom! + lostWidth!).toBeCloseTo(from!, 0);
    expect(width! / lostWidth!).toBeCloseTo(2, 1);
    expect(none).toBe(0);
    expect(wide).toContain('−€50');
    expect(wide).toContain('not known');
  });
});
