import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOfDay } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import { readLabelledMatrix } from '../../../pipeline/features/read-matrix.ts';
import { silence } from '../../support/silence.ts';
import { allMapped, type Business, emptyBusiness, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';
import { randomBusiness } from './random-business.ts';
import { type ReferenceLabels, referenceLabels } from './reference/labels.ts';

const dates = ['2025-02-01', '2025-03-20', '2025-10-20', '2025-12-01'];
const churn = { horizonDays: 30, lookbackDays: 120 };

/** Labels of every customer at every date but the scoring date, keyed `date customer`. */
async function labelsOf(
  business: Business,
  config: Config,
  at = dates,
): Promise<Map<string, ReferenceLabels>> {
  const { warehouse, store } = await openBusiness(business);
  const schedule = scheduleOf(config, at);
  const request = { config, run: 'r', schedule, mapped: allMapped };
  const report = await buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
  const labels = new Map<string, ReferenceLabels>();
  for (const date of at.slice(0, -1)) {
    const matrix = await readLabelledMatrix(store, 'r', report, [date]);
    matrix.customerIds.forEach((id, row) => {
      labels.set(`${date} ${id}`, {
        active: matrix.active[row] === 1,
        churned: orNull(matrix.churned[row]!),
        value: orNull(matrix.value[row]!),
        fullValue: orNull(matrix.fullValue[row]!),
      });
    });
  }
  return labels;
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

describe('labels agree with plain loops over plain rows', () => {
  it.each([
    ['orders', smallConfig({ churn: { ...churn, kind: 'non-contractual' } })],
    ['activity', smallConfig({ churn: { ...churn, kind: 'non-contractual', by: 'activity' } })],
    ['contracts', smallConfig({ churn: { ...churn, kind: 'contractual', graceDays: 5 } })],
    [
      'contracts without grace, no discount',
      smallConfig({
        churn: { ...churn, kind: 'contractual' },
        clv: { horizonDays: 120, observedDays: 60, discountRate: 0 },
      }),
    ],
  ])('by %s', async (_, config) => {
    const schedule = scheduleOf(config, dates);
    const scored = startOfDay(schedule.asOf, config.business.timeZone).getTime() / 1000;
    const seen = new Set<number | null>();
    await fc.assert(
      fc.asyncProperty(randomBusiness(dates, 'Europe/Warsaw'), async (business) => {
        const actual = await labelsOf(business, config);
        const wrong = [...actual].flatMap(([key, labels]) => {
          const [date, id] = key.split(' ') as [string, string];
          const scheduled = schedule.dates.find(({ asOf }) => asOf === date)!;
          const expected = referenceLabels(business, id, scheduled, { config, scored });
          seen.add(expected.churned);
          return isSame(labels, expected) ? [] : [{ key, labels, expected }];
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 5, seed: 2, endOnFailure: true },
    );
    expect(seen, 'the businesses hold every outcome').toEqual(new Set([0, 1, null]));
  });
});

function isSame(actual: ReferenceLabels, expected: ReferenceLabels): boolean {
  const close = (a: number | null, b: number | null) =>
    a === null || b === null ? a === b : Math.abs(a - b) < 1e-4;
  return (
    actual.active === expected.active &&
    actual.churned === expected.churned &&
    close(actual.value, expected.value) &&
    close(actual.fullValue, expected.fullValue)
  );
}

const seconds = (instant: string): number => Date.parse(instant) / 1000;
const customer = {
  customer_id: 'c0',
  joined_at: seconds('2024-01-01T00:00:00Z'),
  known_at: seconds('2024-01-01T00:00:00Z'),
  segment: null,
  acquisition_channel: null,
  country: null,
  language: null,
};
const sale = (
  instant: string,
  over: Partial<Business['orders'][number]> = {},
): Business['orders'][number] => ({
  order_id: instant,
  customer_id: 'c0',
  ordered_at: seconds(instant),
  known_at: seconds(instant),
  kind: 'sale',
  amount: 10,
  margin: null,
  quantity: null,
  product_id: null,
  category: null,
  channel: null,
  delivered_late: null,
  ...over,
});

describe('the label window starts at the as-of date and ends before its own end', () => {
  // 30 March 2025 has 23 hours in Warsaw: the 20th begins at 23:00 UTC of the 19th, the 30th day later at 22:00 UTC.
  const begin = '2025-03-19T23:00:00Z';
  const end = '2025-04-18T22:00:00Z';
  const before = '2025-02-10T12:00:00Z';
  const shifted = (instant: string, by: number) => new Date(Date.parse(instant) + by * 1000).toISOString();

  it.each([
    ['a second before the as-of date', shifted(begin, -1), 1],
    ['on its first instant', begin, 0],
    ['on the last second of the horizon', shifted(end, -1), 0],
    ['on the first instant after the horizon', end, 1],
  ])('a purchase %s', async (_, instant, churned) => {
    const orders = [sale('2024-11-01T12:00:00Z'), sale(before), sale(instant)];
    const config = smallConfig({ clv: { horizonDays: 30, observedDays: 30, discountRate: 0 } });
    const labels = await labelsOf({ ...emptyBusiness, customers: [customer], orders }, config, [
      '2025-03-20',
      '2025-12-01',
    ]);
    expect(labels.get('2025-03-20 c0')).toMatchObject({ churned, value: churned === 0 ? 10 : 0 });
  });

  it('has no label where the window has not matured, nor for whom the look-back does not reach', async () => {
    const at = ['2025-05-20', '2025-11-15', '2025-12-01'];
    const orders = [sale('2024-06-01T12:00:00Z'), sale(before), sale('2025-10-10T12:00:00Z')];
    const config = smallConfig({ churn: { ...churn, kind: 'non-contractual', lookbackDays: 60 } });
    const labels = await labelsOf({ ...emptyBusiness, customers: [customer], orders }, config, at);
    expect(labels.get('2025-05-20 c0')).toMatchObject({ active: false, churned: null, value: 0 });
    expect(labels.get('2025-11-15 c0')).toMatchObject({
      active: true,
      churned: null,
      value: null,
      fullValue: null,
    });
  });

  it('customers first seen less than a median gap ago are too young to tell', async () => {
    // Gaps of 100 and 20 days: the median is 60.
    const old = [sale('2024-08-01T12:00:00Z'), sale('2024-11-09T12:00:00Z'), sale('2024-11-29T12:00:00Z')];
    const young = sale('2025-02-10T12:00:00Z', { customer_id: 'c1' });
    const grown = sale('2025-01-10T12:00:00Z', { customer_id: 'c2' });
    const customers = ['c0', 'c1', 'c2'].map((customer_id) => ({ ...customer, customer_id }));
    const business = { ...emptyBusiness, customers, orders: [...old, young, grown] };
    const labels = await labelsOf(business, smallConfig(), ['2025-03-20', '2025-12-01']);
    expect(labels.get('2025-03-20 c1')).toMatchObject({ active: true, churned: null });
    expect(labels.get('2025-03-20 c2')).toMatchObject({ active: true, churned: 1 });
  });
});

describe('value by hand', () => {
  it('discounts each order line and each refund to the as-of date at the rate of a year', async () => {
    const orders = [
      sale('2024-11-01T12:00:00Z'),
      sale('2025-02-10T23:00:00Z', { amount: 100, margin: 40 }),
      sale('2025-03-02T23:00:00Z', { amount: -30, margin: -12, kind: 'refund' }),
    ];
    const config = smallConfig({ clv: { horizonDays: 60, observedDays: 20, discountRate: 0.21 } });
    const labels = await labelsOf({ ...emptyBusiness, customers: [customer], orders }, config, [
      '2025-02-01',
      '2025-12-01',
    ]);
    const value = 40 * 1.21 ** (-10 / 365); // 10 days after 2025-01-31 23:00 UTC
    const fullValue = value - 12 * 1.21 ** (-30 / 365);
    const { value: observed, fullValue: full } = labels.get('2025-02-01 c0')!;
    expect(observed).toBeCloseTo(value, 5);
    expect(full).toBeCloseTo(fullValue, 5);
  });

  it('lets fees accrue by the day, from the start of a term to its end', async () => {
    const term = (over: Partial<Business['subscriptions'][number]>): Business['subscriptions'][number] => ({
      subscription_id: 's0',
      customer_id: 'c0',
      started_at: seconds('2024-12-01T00:00:00Z'),
      known_at: seconds('2024-12-01T00:00:00Z'),
      ended_at: seconds('2025-02-10T23:00:00Z'),
      end_known_at: seconds('2025-02-05T23:00:00Z'),
      plan: null,
      monthly_amount: 30.4375,
      monthly_margin: null,
      period_months: null,
      ...over,
    });
    const second = {
      subscription_id: 's1',
      started_at: seconds('2025-02-20T23:00:00Z'),
      ended_at: null,
      end_known_at: null,
    };
    const business = {
      ...emptyBusiness,
      customers: [customer],
      subscriptions: [term({}), term({ ...second, monthly_margin: 60.875 })],
    };
    const config = smallConfig({
      churn: { ...churn, kind: 'contractual', graceDays: 5 },
      clv: { horizonDays: 60, observedDays: 30, discountRate: 0 },
    });
    const labels = await labelsOf(business, config, ['2025-02-01', '2025-12-01']);
    // One a day for 10 days, two a day from day 20; day 60 is 2 April, an hour shorter for summer time.
    expect(labels.get('2025-02-01 c0')).toMatchObject({ active: true, churned: 1 });
    expect(labels.get('2025-02-01 c0')!.value).toBeCloseTo(10 + 2 * 10, 5);
    expect(labels.get('2025-02-01 c0')!.fullValue).toBeCloseTo(10 + 2 * (40 - 1 / 24), 5);
  });
});
