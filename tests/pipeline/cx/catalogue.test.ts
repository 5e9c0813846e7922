import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { metricsPage } from '../../../docs/generate/metrics-page.ts';
import { catalogue } from '../../../pipeline/cx/catalogue.ts';
import type { Metric } from '../../../pipeline/cx/metric.ts';
import { cases } from '../../../pipeline/cx/records/cases.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { smallConfig } from '../features/business.ts';
import { randomBusiness } from '../features/random-business.ts';
import { asOf, everything, figures, ticket } from './figures.ts';

describe('the catalogue of metrics', () => {
  it('has each name once, and asks for columns that are there', () => {
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
    for (const { name, needs, published, formula } of catalogue) {
      for (const need of needs) {
        const [source, column] = need.split('.') as [keyof typeof sourceContracts, string];
        expect(Object.keys(sourceContracts[source].columns), name).toContain(column);
      }
      expect(published.length * formula.length, name).toBeGreaterThan(0);
    }
  });

  it('says of each metric what it needs where that is not mapped', async () => {
    const { missing, metrics } = await figures(
      {},
      { mapped: (source) => (source === 'tickets' ? ['opened_at'] : []) },
    );
    expect(metrics.map(({ name }) => name)).toEqual(['feedback_cases']);
    expect(missing).toContainEqual({ metric: 'reopened', needs: ['tickets.reopened_at'] });
    expect(missing).toContainEqual({ metric: 'churn_rate', needs: ['orders.ordered_at'] });
  });
});

it('a made-up metric is one object: counted, split, with its interval, and documented', async () => {
  const transferred: Metric = {
    name: 'handed_over',
    title: 'Cases handed over',
    unit: 'share',
    better: 'lower',
    formula: 'cases with a hand-over ÷ closed cases',
    published: 'made up',
    needs: ['tickets.transfers'],
    records: cases,
    statistic: { kind: 'share', of: 'transfers is not null', hit: 'transfers > 0' },
  };
  const tickets = [0, 0, 1, 2, 0].map((transfers, i) =>
    ticket(`t${i}`, { transfers, resolved_at: 1762770000, reason: i < 3 ? 'price' : 'delivery' }),
  );
  const found = await figures({ tickets }, { metrics: [transferred] });
  expect(found.of('handed_over')?.interval).toEqual({
    value: 0.4,
    low: expect.closeTo(0.1176, 4),
    high: expect.closeTo(0.7693, 4),
  });
  expect(found.of('handed_over', { dimension: 'reason', value: 'price' })?.n).toBe(3);
  expect(metricsPage([transferred])).toContain('Cases handed over');
});

describe('every text that counts', () => {
  const [business] = fc.sample(randomBusiness([asOf], 'Europe/Warsaw'), { numRuns: 1, seed: 8 });
  const own = (source: Parameters<typeof everything>[0]) => everything(source);
  const churn = { horizonDays: 30, lookbackDays: 120 };
  const kinds = [
    { kind: 'non-contractual', by: 'activity' },
    { kind: 'contractual', graceDays: 7 },
  ].map((kind) =>
    smallConfig({ churn: { ...churn, ...kind }, cx: { selfService: ["it's help"], mostValues: 2 } }),
  );

  it("parses with Trino's grammar", async () => {
    const texts = new Set<string>();
    for (const config of kinds) await figures(business!, { config, texts, mapped: own });
    const problems = await trinoGrammar();
    expect(texts.size).toBeGreaterThan(30);
    const wrong = [...texts].flatMap((text) =>
      problems(text).map((problem) => `${problem} of ${text.slice(0, 300)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('gives the same figures with one thread and with two', async () => {
    const [config] = kinds;
    const one = await figures(business!, { config: config! });
    expect(one.rows.length).toBeGreaterThan(500);
    expect((await figures(business!, { config: config!, threads: 2 })).rows).toEqual(one.rows);
  });
});
