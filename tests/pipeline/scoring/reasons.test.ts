import { describe, expect, it } from 'vitest';
import type { Feature, ReasonTemplate } from '../../../contracts/feature.ts';
import type { Explanation, FeatureTable } from '../../../models/types.ts';
import { english } from '../../../pipeline/reports/format.ts';
import { formatValue } from '../../../pipeline/reports/format-value.ts';
import { reasonsFor } from '../../../pipeline/scoring/reasons.ts';

const template = (over: Partial<ReasonTemplate> = {}): ReasonTemplate => ({
  what: '{value} open cases',
  usual: 'usual is {usual}',
  when: 'high',
  format: 'count',
  ...over,
});

const feature = (name: string, over: Partial<Feature> = {}): Feature => ({
  name,
  family: 'support',
  kind: 'number',
  means: name,
  unit: 'cases',
  needs: [`tickets.${name}`],
  group: name,
  reason: template(),
  ...over,
});

/** Reasons of one row, from features with a value, what is usual and a contribution. */
function reasonsOf(
  rows: readonly { feature: Feature; value: number | string; usual: number | string; adds: number }[],
) {
  const table: FeatureTable = {
    rowCount: 1,
    columns: rows.map(({ feature: { name }, value }) =>
      typeof value === 'number'
        ? { kind: 'number', name, values: Float64Array.of(value) }
        : { kind: 'category', name, codes: Int32Array.of(value === '' ? -1 : 0), levels: [value] },
    ),
  };
  const explanation: Explanation = {
    features: rows.map((row) => row.feature.name),
    contributions: Float64Array.from(rows, (row) => row.adds),
    logit: Float64Array.of(1),
    baseline: 0,
  };
  const [reasons] = reasonsFor(explanation, table, [0], {
    features: rows.map((row) => row.feature),
    usual: rows.map((row) => ({ name: row.feature.name, usual: row.usual })),
    language: english,
    currency: 'EUR',
  });
  return reasons!;
}

describe('reasons', () => {
  it('say what happened and what is usual, the strongest first, three at most', () => {
    const reasons = reasonsOf([
      { feature: feature('a'), value: 3, usual: 0, adds: 0.2 },
      { feature: feature('b'), value: 4, usual: 1, adds: 0.9 },
      { feature: feature('c'), value: 5, usual: 1, adds: 0.1 },
      { feature: feature('d'), value: 6, usual: 1, adds: 0.05 },
    ]);
    expect(reasons.map((reason) => reason.group)).toEqual(['b', 'a', 'c']);
    expect(reasons[0]).toEqual({
      group: 'b',
      feature: 'b',
      text: '4 open cases; usual is 1',
      contribution: 0.9,
    });
  });

  it('add up twins of one thing, and speak through the one that raised the score most', () => {
    const [first] = reasonsOf([
      { feature: feature('week', { group: 'support' }), value: 2, usual: 0, adds: 0.3 },
      { feature: feature('month', { group: 'support' }), value: 5, usual: 1, adds: 0.4 },
      { feature: feature('other'), value: 9, usual: 1, adds: 0.6 },
    ]);
    expect(first).toMatchObject({ group: 'support', feature: 'month' });
    expect(first?.contribution).toBeCloseTo(0.7, 12);
  });

  it('compare no fee with that of customers who pay none', () => {
    const fee = {
      what: 'Pays {value} a month',
      usual: 'a typical customer: {usual}',
      when: 'any',
      format: 'money',
    };
    const said = (usual: number) =>
      reasonsOf([{ feature: feature('fee', { reason: fee as ReasonTemplate }), value: 9.9, usual, adds: 1 }]);
    expect(said(0)).toMatchObject([{ text: expect.stringMatching(/^Pays \S*9\.90\S* a month$/) }]);
    expect(said(20)).toMatchObject([{ text: expect.stringMatching(/a month; a typical customer: /) }]);
  });

  it('leave out what lowers the score, the wrong side of usual, what is not known, and what has no words', () => {
    expect(reasonsOf([{ feature: feature('lowers'), value: 9, usual: 1, adds: -1 }])).toEqual([]);
    expect(reasonsOf([{ feature: feature('low side'), value: 0, usual: 2, adds: 1 }])).toEqual([]);
    expect(reasonsOf([{ feature: feature('unknown'), value: Number.NaN, usual: 2, adds: 1 }])).toEqual([]);
    expect(reasonsOf([{ feature: feature('mute', { reason: null }), value: 9, usual: 1, adds: 1 }])).toEqual(
      [],
    );
    expect(reasonsOf([{ feature: feature('zero'), value: 0, usual: 0, adds: 1 }])).toEqual([]);
  });

  it("go by the customer's own rhythm where it is known", () => {
    const rhythm = template({
      what: 'No order for {value}',
      usual: 'a typical customer: {usual}',
      own: { feature: 'gap', backedBy: 'spread', says: 'usually orders every {own}' },
      format: 'days',
    });
    const since = feature('since', { reason: rhythm });
    const gap = (value: number) => ({ feature: feature('gap', { reason: null }), value, usual: 30, adds: 0 });
    const spread = feature('spread', { reason: null });
    const say = (days: number, own: number, over = 0.2) =>
      reasonsOf([
        { feature: since, value: days, usual: 69, adds: 1 },
        gap(own),
        { feature: spread, value: over, usual: 0.3, adds: 0 },
      ])[0]?.text;
    expect(say(70, 11)).toBe('No order for 70 days; usually orders every 11 days');
    expect(say(90, Number.NaN)).toBe('No order for 90 days; a typical customer: 69 days');
    // one gap is no habit, and minutes between two orders of a day are none either
    expect(say(90, 11, Number.NaN)).toBe('No order for 90 days; a typical customer: 69 days');
    expect(say(90, 0.02)).toBe('No order for 90 days; a typical customer: 69 days');
    expect(say(90, 11, 0)).toBe('No order for 90 days; usually orders every 11 days');
    // 70 days beside 69 are no difference: the fact stands alone
    expect(say(70, Number.NaN)).toBe('No order for 70 days');
  });

  it('name no usual below zero, and fill up to two with facts', () => {
    const beyond = feature('beyond', { reason: template({ what: '{value} beyond', format: 'days' }) });
    const cases = feature('cases');
    const texts = reasonsOf([
      { feature: beyond, value: 12, usual: -40, adds: 0.5 },
      { feature: cases, value: 3, usual: 0, adds: 0.4 },
      { feature: feature('few'), value: 2, usual: 2, adds: 0.3 },
    ]).map(({ text }) => text);
    expect(texts).toEqual(['12 days beyond', '3 open cases; usual is 0']);
  });

  it('fill up with what raises the score in a group that lowers it, last', () => {
    const ratio = feature('ratio', { group: 'orders' });
    const spent = feature('spent', { group: 'orders' });
    const orders = [
      { feature: ratio, value: 4, usual: 2, adds: 0.3 },
      { feature: spent, value: 9, usual: 1, adds: -0.9 },
    ];
    expect(reasonsOf(orders).map(({ text }) => text)).toEqual(['4 open cases; usual is 2']);
    const cases = { feature: feature('cases'), value: 3, usual: 0, adds: 0.1 };
    expect(reasonsOf([...orders, cases]).map((reason) => reason.feature)).toEqual(['cases', 'ratio']);
    // two that raise it are enough
    const texts = { feature: feature('texts'), value: 5, usual: 1, adds: 0.2 };
    expect(reasonsOf([...orders, cases, texts]).map((reason) => reason.feature)).toEqual(['texts', 'cases']);
  });

  it.each([
    ['gender', ['customers.gender']],
    ['dim_age_group', ['customers.dim_age_group']],
    ['country', ['customers.country']],
    ['innocent_name', ['customers.marital_status']],
  ])('never name a protected attribute: %s', (name, needs) => {
    const words = template({ when: 'any', format: 'text' });
    const protectedOne = feature(name, { kind: 'category', needs, reason: words });
    expect(reasonsOf([{ feature: protectedOne, value: 'x', usual: 'y', adds: 2 }])).toEqual([]);
  });

  it('do name the age of a ticket', () => {
    const age = feature('open_ticket_age_days', { needs: ['tickets.opened_at'] });
    expect(reasonsOf([{ feature: age, value: 12, usual: 0, adds: 2 }])).toHaveLength(1);
  });

  it('write a category beside the usual one', () => {
    const words = template({
      what: 'bought by {value}',
      usual: 'most by {usual}',
      when: 'any',
      format: 'text',
    });
    const channel = feature('channel', { kind: 'category', reason: words });
    expect(reasonsOf([{ feature: channel, value: 'phone', usual: 'web', adds: 1 }])[0]?.text).toBe(
      'bought by phone; most by web',
    );
  });
});

describe('values in words', () => {
  const words = { language: english, currency: 'EUR' };
  it.each([
    [1, 'days', '1 day'],
    [31.9, 'days', '31 days'],
    [2.25, 'days', '2.3 days'],
    [1204, 'count', '1,204'],
    [1240.4, 'money', '€1,240'],
    [12.5, 'money', '€12.50'],
    [-12, 'money', '−€12'],
    [7.46, 'score', '7.5'],
    [0.42, 'percent', '42%'],
    [0.042, 'percent', '4.2%'],
    [1234.56, 'number', '1,235'],
  ] as const)('%s as %s is %s', (value, format, text) => {
    expect(formatValue(value, format, words)).toBe(text);
  });
});
