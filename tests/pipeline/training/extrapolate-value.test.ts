import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../contracts/artefacts/schedule.ts';
import { configSchema } from '../../../contracts/config/config.ts';
import { DataRefusedError } from '../../../contracts/errors.ts';
import { randomStream } from '../../../models/numerics.ts';
import type { FeatureColumn, LearningSet } from '../../../models/types.ts';
import { extrapolateByBuying } from '../../../pipeline/training/extrapolate-by-buying.ts';
import { extrapolateBySurvival } from '../../../pipeline/training/extrapolate-by-survival.ts';
import { extrapolateValue } from '../../../pipeline/training/extrapolate-value.ts';
import { pureBgNbd } from '../../../simulator/pure-bgnbd.ts';

const windows = { churnDays: 30, observedDays: 60, valueDays: 240, discountRate: 0 };
const asOf = 20_000;

function setOf(
  columns: Readonly<Record<string, readonly number[]>>,
  churned?: readonly number[],
): LearningSet {
  const rowCount = Object.values(columns)[0]!.length;
  const all = (value: number) => new Float64Array(rowCount).fill(value);
  return {
    table: {
      rowCount,
      columns: Object.entries(columns).map(
        ([name, values]): FeatureColumn => ({ kind: 'number', name, values: Float64Array.from(values) }),
      ),
    },
    customer: Int32Array.from({ length: rowCount }, (_, i) => i),
    asOf: new Int32Array(rowCount).fill(asOf),
    churned: churned ? Float64Array.from(churned) : all(Number.NaN),
    value: all(Number.NaN),
  };
}

/** Shoppers who follow BG/NBD exactly, as features know them, and how often they order within each window. */
function shoppers(customers: number, seed: number) {
  const [short, long] = [windows.observedDays, windows.valueDays].map((after) =>
    pureBgNbd({ customers, days: 300, seed, after }),
  );
  const set = setOf({
    orders_total: short!.map(({ x }) => x + 1),
    first_order_days: short!.map(({ T }) => T),
    order_recency_days: short!.map(({ T, tx }) => T - tx),
  });
  const ratioOf = (wanted: (x: number) => boolean) => {
    const orders = (all: typeof short) =>
      all!.filter(({ x }) => wanted(x)).reduce((sum, { xAfter }) => sum + xAfter, 0);
    return orders(long) / orders(short);
  };
  return { set, realised: [ratioOf((x) => x === 0), ratioOf((x) => x > 0)] };
}

/** Contracts whose chance of leaving within 30 days falls with tenure; each is seen at a random tenure. */
function contracts(customers: number, seed: number) {
  const random = randomStream(seed, 'contracts');
  const rows = { tenure: [] as number[], churned: [] as number[], observed: 0, full: 0 };
  while (rows.tenure.length < customers) {
    const rate = -Math.log(random.uniform() * random.uniform()) / 1000;
    const lifetime = -Math.log(1 - random.uniform()) / rate;
    const tenure = 600 * random.uniform();
    if (lifetime <= tenure) continue;
    rows.tenure.push(tenure);
    rows.churned.push(lifetime < tenure + windows.churnDays ? 1 : 0);
    rows.observed += Math.min(lifetime - tenure, windows.observedDays);
    rows.full += Math.min(lifetime - tenure, windows.valueDays);
  }
  const set = setOf(
    { subscription_tenure_days: rows.tenure, monthly_margin: rows.tenure.map(() => 10) },
    rows.churned,
  );
  return { set, realised: rows.full / rows.observed };
}

describe('value beyond every date’s history', () => {
  it('of shoppers grows as those whose future is known went on to order, by how often they had', () => {
    const { set, realised } = shoppers(12_000, 4);
    const { by, factors, rows } = extrapolateByBuying(set, windows);
    expect(by).toBe('buying model');
    expect(rows[0]).toBe(0);
    expect(rows[1]! + rows[2]!).toBe(12_000);
    expect(Math.abs(factors[1]! / realised[0]! - 1)).toBeLessThan(0.08);
    expect(Math.abs(factors[2]! / realised[1]! - 1)).toBeLessThan(0.05);
    expect(factors[2]).toBeLessThan(windows.valueDays / windows.observedDays);
  });

  it('of contracts grows as those whose future is known went on to stay', () => {
    const { set, realised } = contracts(6000, 2);
    const { by, factors, pooled } = extrapolateBySurvival([set], windows);
    expect(by).toBe('survival curve');
    expect(factors).toEqual([pooled, pooled, pooled]);
    expect(Math.abs(pooled / realised - 1)).toBeLessThan(0.03);
  });

  it('is discounted, more so the later it comes', () => {
    const { set } = shoppers(2000, 4);
    const dear = extrapolateByBuying(set, { ...windows, discountRate: 0.5 });
    expect(dear.pooled).toBeLessThan(extrapolateByBuying(set, windows).pooled);
    const { set: terms } = contracts(1000, 2);
    const later = extrapolateBySurvival([terms], { ...windows, discountRate: 0.5 });
    expect(later.pooled).toBeLessThan(extrapolateBySurvival([terms], windows).pooled);
  });

  it('says what is observed, what is extrapolated and by what', async () => {
    const schedule: Schedule = {
      asOf: '2025-01-01',
      historyStart: '2024-03-01',
      lagDays: 0,
      dates: [],
      ...windows,
    };
    const known = {
      rows: contracts(500, 3).set,
      later: contracts(500, 4).set,
      read: () => Promise.reject(),
      predict: () => new Float64Array(),
    };
    const configOf = (kind: string) =>
      configSchema.parse({
        version: 1,
        business: { name: 'b', currency: 'EUR', dataUntil: '2025-01-01' },
        inputs: {},
        sources: {},
        churn: { kind, horizonDays: 30, lookbackDays: 90 },
      });
    const staying = await extrapolateValue(configOf('contractual'), schedule, known);
    expect(staying.notes[0]).toMatch(
      /CLV covers 240 days: value over the first 60 is learned directly \(observed\), the rest is extrapolated by how long customers stay/,
    );
    expect(staying.notes[1]).toMatch(/survival curve .* 1,000 rows .* shifted beta-geometric/);
    const shop = { ...known, later: shoppers(500, 1).set };
    const buying = await extrapolateValue(configOf('non-contractual'), schedule, shop);
    expect(buying.notes[0]).toMatch(/extrapolated by how often customers buy/);
    expect(buying.notes[1]).toMatch(/NBD, the most likely of three, on the orders of 500 customers/);
    const observed = { ...schedule, observedDays: 240 };
    expect(await extrapolateValue(configOf('contractual'), observed, known)).toMatchObject({ by: 'nothing' });
  });

  it.each([
    ['the season of that date', 0.5, 4],
    ['no more than the whole of what is beyond', 5, 1],
  ])('of a date that has seen all of it stands at its level: %s', async (_, said, factor) => {
    const set = setOf({ orders_total: Array.from({ length: 600 }, () => 3) });
    const value = Float64Array.from({ length: 600 }, (_, i) => 10 + (i % 7));
    const matrix = { ...set, customerIds: [], active: new Uint8Array(600).fill(1), value };
    const role = { asOfAt: '', churnEndAt: null, valueEndAt: null, fullValueEndAt: null };
    const schedule: Schedule = {
      ...{ asOf: '2025-01-01', historyStart: '2022-03-01', lagDays: 0, ...windows },
      dates: [{ asOf: '2024-01-01', roles: ['extrapolate'], ...role }],
    };
    const config = configSchema.parse({
      version: 1,
      business: { name: 'b', currency: 'EUR', dataUntil: '2025-01-01' },
      inputs: {},
      sources: {},
      churn: { kind: 'non-contractual', horizonDays: 30, lookbackDays: 90 },
    });
    const { by, factors, notes } = await extrapolateValue(config, schedule, {
      rows: set,
      later: set,
      read: async () => ({ ...matrix, fullValue: value.map((own) => 2 * own) }),
      predict: () => value.map((own) => said * own),
    });
    expect(by).toBe('matured date');
    expect(factors[2]).toBeCloseTo(factor, 6);
    expect(notes[1]).toMatch(/^Customers as of 2024-01-01 brought [\d.]+ times what the model expects/);
  });

  it('is refused with the way out where nothing tells of it', () => {
    const once = setOf({ orders_total: [1, 1], first_order_days: [9, 30], order_recency_days: [9, 30] });
    expect(() => extrapolateByBuying(once, windows)).toThrow(DataRefusedError);
    expect(() => extrapolateByBuying(setOf({ events_total: [1] }), windows)).toThrow(/clv\.observedDays/);
    const unknown = setOf({ subscription_tenure_days: [10, Number.NaN] });
    expect(() => extrapolateBySurvival([unknown], windows)).toThrow(/clv\.observedDays/);
  });

  it.each([
    ['one contract', [40], [0]],
    ['all gone at once', [1, 2, 3], [1, 1, 1]],
    ['nobody gone', [10, 400, 9000], [0, 0, 0]],
  ])('is finite for %s', (_, tenure, churned) => {
    const set = setOf({ subscription_tenure_days: tenure, monthly_margin: tenure.map(() => 5) }, churned);
    const { factors } = extrapolateBySurvival([set], windows);
    for (const factor of factors) expect(factor >= 1 && factor <= 4.001, `${factor}`).toBe(true);
  });
});
