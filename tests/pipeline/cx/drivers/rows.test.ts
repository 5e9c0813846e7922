import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trinoGrammar } from '../../../support/trino-grammar.ts';
import { smallConfig } from '../../features/business.ts';
import { randomBusiness } from '../../features/random-business.ts';
import { asOf, at, customer, order, survey, ticket } from '../figures.ts';
import { measured } from './measured.ts';

/** An answer, and a case, at noon of the first of September; a window of 30 days. */
const noon = at('2025-09-01T12:00:00');
const answered = survey('s', { kind: 'csat', score: 2, scale_max: 5, invited_at: noon - 60 });
const opened = ticket('t', { opened_at: noon, first_response_at: noon + 7200, resolved_at: noon + 14_400 });

it('a row holds the state of before its moment, and what came in the window', async () => {
  const orders = [
    order('before', 'c1', '2025-08-25', { amount: 30, margin: 12, delivered_late: true }),
    order('late', 'c1', '2025-08-10', { amount: 20, margin: 8, delivered_late: true }),
    order('within', 'c1', '2025-09-20', { amount: 50, margin: 25 }),
    order('back', 'c1', '2025-09-21', { kind: 'refund', amount: -10, margin: -5 }),
    order('after', 'c1', '2025-10-10', { amount: 90, margin: 90 }),
  ];
  const { data } = await measured({ customers: [customer('c1')], orders, surveys: [answered] });
  const [row] = data.filter(({ driver }) => driver === 'csat_5');
  expect(row).toMatchObject({ customer: 1, month: '2025-09', has_not_bought: 0, kept: 1 });
  const numbers = Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, Number(value)]));
  // of the order of 25 August it is not known yet that it came late
  expect(numbers).toMatchObject({ dose: 2, orders_90: 2, spent_365: 50, margin_90: 20, late_365: 1 });
  expect(numbers).toMatchObject({ recency_days: 7, tenure_days: 609, cases_90: 0, margin: 20 });
});

it('the window of a case begins a fortnight after it was opened, for all alike', async () => {
  const bought = (day: string) =>
    measured({
      customers: [customer('c1')],
      orders: [order('before', 'c1', '2025-08-25'), order('next', 'c1', day)],
      tickets: [opened],
    }).then(({ data }) => data.find(({ driver }) => driver === 'first_response'));
  expect(await bought('2025-09-14')).toMatchObject({ kept: 0 });
  expect(await bought('2025-09-16')).toMatchObject({ kept: 1 });
  expect(await bought('2025-10-14')).toMatchObject({ kept: 1 });
  const late = await bought('2025-10-16');
  expect(late).toMatchObject({ kept: 0 });
  expect(Number(late!.dose)).toBe(7200);
});

it('who could no longer leave, and whose window is not over, stands in no row', async () => {
  const long = { customers: [customer('c1')], orders: [order('o', 'c1', '2025-03-01')], surveys: [answered] };
  expect((await measured(long)).data.filter(({ driver }) => driver === 'csat_5')).toEqual([]);
  const fresh = survey('s', { kind: 'csat', score: 2, scale_max: 5, invited_at: at('2025-11-10T12:00:00') });
  const soon = { ...long, orders: [order('o', 'c1', '2025-11-01')], surveys: [fresh] };
  expect((await measured(soon)).data.filter(({ driver }) => driver === 'csat_5')).toEqual([]);
});

it('of one customer the latest twenty rows of a driver count', async () => {
  const surveys = Array.from({ length: 25 }, (_, i) =>
    survey(`s${i}`, { kind: 'csat', score: 1 + (i % 5), scale_max: 5, invited_at: noon - 3600 * i }),
  );
  const orders = [order('o', 'c1', '2025-08-25')];
  const { data } = await measured({ customers: [customer('c1')], orders, surveys });
  const rows = data.filter(({ driver }) => driver === 'csat_5');
  expect(rows).toHaveLength(20);
  expect(rows.map(({ dose }) => Number(dose))).toEqual(
    Array.from({ length: 20 }, (_, i) => 1 + ((19 - i) % 5)),
  );
});

it('by contract, who stays has a term that runs on, and margin accrues by the day', async () => {
  const term = (id: string, ended: string | null) => ({
    subscription_id: id,
    customer_id: id,
    started_at: at('2025-01-01T00:00:00'),
    known_at: at('2025-01-01T00:00:00'),
    ended_at: ended === null ? null : at(`${ended}T12:00:00`),
    end_known_at: ended === null ? null : at(`${ended}T12:00:00`),
    plan: 'basic',
    monthly_amount: 30.4375,
    monthly_margin: null,
    period_months: 1,
  });
  const terms = [term('c1', null), term('c2', '2025-09-11'), term('c3', '2025-08-01')];
  const { data } = await measured(
    {
      customers: ['c1', 'c2', 'c3'].map((id) => customer(id)),
      subscriptions: terms as never,
      surveys: ['c1', 'c2', 'c3'].map((id) => ({ ...answered, survey_id: id, customer_id: id })),
    },
    { config: smallConfig({ churn: { kind: 'contractual', horizonDays: 30, lookbackDays: 120 } }) },
  );
  const rows = data.filter(({ driver }) => driver === 'csat_5');
  expect(rows.map(({ kept, margin }) => [kept, Number(margin)])).toEqual([
    [1, 30],
    [0, 10],
  ]);
});

it('every text parses with Trino’s grammar, and gives the same with one thread and with two', async () => {
  const [business] = fc.sample(randomBusiness([asOf], 'Europe/Warsaw'), { numRuns: 1, seed: 8 });
  const churn = { horizonDays: 30, lookbackDays: 120 };
  const kinds = [
    { kind: 'non-contractual', by: 'activity' },
    { kind: 'contractual', graceDays: 7 },
  ].map((kind) => smallConfig({ churn: { ...churn, ...kind } }));
  const texts = new Set<string>();
  for (const config of kinds) {
    const one = await measured(business!, { config, texts });
    expect(one.data.length).toBeGreaterThan(0);
    const isByContract = config.churn.kind === 'contractual';
    if (!isByContract) expect(await measured(business!, { config, threads: 2 })).toEqual(one);
  }
  const problems = await trinoGrammar();
  expect(texts.size).toBeGreaterThan(20);
  const wrong = [...texts].flatMap((text) =>
    problems(text).map((problem) => `${problem} of ${text.slice(0, 300)}`),
  );
  expect(wrong).toEqual([]);
});
