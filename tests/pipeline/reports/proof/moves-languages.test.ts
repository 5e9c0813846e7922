import { describe, expect, it } from 'vitest';
import type { ClvMove, ClvMoves } from '../../../../contracts/artefacts/clv-moves.ts';
import { languageCodes } from '../../../../contracts/languages.ts';
import { languages } from '../../../../pipeline/reports/effect/languages.ts';
import { formatIn } from '../../../../pipeline/reports/format.ts';
import { movesReport } from '../../../../pipeline/reports/proof/moves-report.ts';
import { planLanguages } from '../../../../pipeline/reports/proof/plan-languages.ts';
import { page } from '../../../../pipeline/reports/render/html.ts';

const known = (mover: ClvMove['mover'], from: ClvMove['from'], value: number): ClvMove => ({
  mover,
  from,
  worth: { value, low: value - 400, high: value + 400 },
  share: 0.01,
  why: null,
  lacking: null,
});
const unknown = (
  mover: ClvMove['mover'],
  from: ClvMove['from'],
  lacking: NonNullable<ClvMove['lacking']>,
): ClvMove => ({ mover, from, worth: null, share: null, why: 'in English', lacking });

const all: ClvMoves = {
  asOf: '2026-03-09',
  currency: 'EUR',
  level: 0.95,
  horizonDays: 365,
  customers: 12_000,
  clv: 500_000,
  modelError: 0.1,
  past: { from: '2025-12-01', days: 90, customers: 8400 },
  moves: [
    known('retention', 'model', 3000),
    known('order-value', 'model', 5000),
    known('frequency', 'past', 1400),
    known('cross-sell', 'association', 900),
  ],
};

/** Businesses that together say every sentence there is. */
const businesses: readonly ClvMoves[] = [
  all,
  {
    ...all,
    moves: [
      known('order-value', 'model', 5000),
      unknown('frequency', 'past', { code: 'few-buyers', buyers: 12, needed: 100 }),
      unknown('cross-sell', 'association', { code: 'one-category' }),
    ],
  },
  { ...all, moves: [known('retention', 'model', 300)] },
  { ...all, moves: [known('retention', 'model', 3000), known('order-value', 'model', 3500)] },
  {
    ...all,
    customers: 0,
    clv: 0,
    past: null,
    moves: [unknown('retention', 'model', { code: 'nobody-left' })],
  },
];

const textOf = (markup: string) =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');

const pageOf = (moves: ClvMoves, code: (typeof languageCodes)[number]) =>
  page(movesReport(moves, code), formatIn(languages[code].figures), code);

describe.each(languageCodes)('what moves CLV in %s', (code) => {
  it('says every sentence of its own, and none of another language', () => {
    const markup = businesses.map((moves) => pageOf(moves, code));
    const written = textOf(markup.join(' '));
    expect(markup[0]).toContain(`<html lang="${code}">`);
    expect(written).not.toMatch(/\{\w+\}|undefined|NaN|Infinity|in English/);
    if (code !== 'en') expect(written).not.toMatch(/\b(the|customers|worth|of|is)\b/);
    const beginnings = Object.values(planLanguages[code].moves).map(
      (text: string) => text.split(/\{\w+\}/).toSorted((a, b) => b.length - a.length)[0]!,
    );
    expect(beginnings.filter((text) => !written.includes(text.trim()))).toEqual([]);
  });
});

it('writes money and days as each language does', () => {
  const german = textOf(pageOf(all, 'de'));
  expect(german).toContain('5.000 € (4.600 € bis 5.400 €)');
  expect(german).toContain('9. März 2026');
  expect(textOf(pageOf(all, 'en'))).toContain('€5,000 (€4,600 to €5,400)');
});
