import { describe, expect, it } from 'vitest';
import type { Past } from '../../../contracts/artefacts/proof.ts';
import { randomStream } from '../../../models/numerics.ts';
import { type PastRequest, pastPeriods } from '../../../pipeline/proof/measure-past.ts';
import {
  type Business,
  type Customer,
  emptyBusiness,
  type Order,
  openBusiness,
  smallConfig,
} from '../features/business.ts';

const day = 86_400;
const asOf = Date.parse('2025-11-30T23:00:00Z') / 1000; // midnight of 1 December in Warsaw
const history = { start: '2025-01-01', peopledFrom: '2025-01-01', labelsUntil: '2025-12-01', gaps: [] };
const everybody = '1 = 1';

const customer = (id: string): Customer => ({
  customer_id: id,
  joined_at: asOf - 300 * day,
  known_at: asOf - 300 * day,
  segment: null,
  acquisition_channel: null,
  country: null,
  language: null,
});

const order = (id: string, daysAgo: number, margin: number): Order => ({
  order_id: `${id}-${daysAgo}`,
  customer_id: id,
  ordered_at: asOf - daysAgo * day,
  known_at: asOf - daysAgo * day,
  kind: 'sale',
  amount: 2 * margin,
  margin,
  quantity: 1,
  product_id: null,
  category: null,
  channel: null,
  delivered_late: null,
});

interface Buyer {
  readonly id: string;
  /** Margin in the 30 days before the past period (days 60 to 30 ago), and within it. */
  readonly before: number;
  readonly after: number;
}

/** Each bought 80 days ago, then twenty days before the past date and ten days after it. */
function shop(buyers: readonly Buyer[]): Business {
  const orders = buyers.flatMap(({ id, before, after }) => [
    order(id, 80, 1),
    ...(before > 0 ? [order(id, 50, before)] : []),
    ...(after > 0 ? [order(id, 20, after)] : []),
  ]);
  return { ...emptyBusiness, customers: buyers.map(({ id }) => customer(id)), orders };
}

function buyers(n: number): Buyer[] {
  const random = randomStream(5, 'past');
  return Array.from({ length: n }, (_, i) => {
    const usual = Math.round(4000 * random.uniform()) / 100;
    const after = random.uniform() < 0.3 ? 0 : usual + Math.round(1500 * random.uniform()) / 100;
    return {
      id: `c${String(i).padStart(4, '0')}`,
      before: random.uniform() < 0.2 ? 0 : usual,
      after: Number(after.toFixed(2)),
    };
  });
}

type Asked = Partial<PastRequest> & { readonly history?: typeof history };

async function measuredOver(
  horizons: readonly number[],
  business: Business,
  { history: own, ...over }: Asked = {},
) {
  const { warehouse } = await openBusiness(business);
  const periods = pastPeriods(warehouse, {
    config: smallConfig(),
    asOf: '2025-12-01',
    history: own ?? history,
  });
  return periods
    .measure({ alike: everybody, winsorise: 1, horizons, ...over })
    .finally(() => warehouse.close());
}

const measured = async (business: Business, over: Asked = {}) =>
  (await measuredOver([30], business, over))[0]!;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('what a past period brought', () => {
  it('agrees with plain arithmetic over the customers', async () => {
    const people = buyers(300);
    const past = (await measured(shop(people), { alike: 'false' })) as Past;
    const [before, after] = [people.map((one) => one.before), people.map((one) => one.after)];
    const cross = (a: number[], b: number[]) => mean(a.map((x, i) => (x - mean(a)) * (b[i]! - mean(b))));
    expect(past).toMatchObject({
      from: '2025-11-01',
      beforeDays: 30,
      customers: 300,
      alike: 0,
      cappedAt: null,
    });
    expect(past.mean).toBeCloseTo(mean(after), 8);
    expect(past.spread).toBeCloseTo(Math.sqrt(cross(after, after)), 8);
    expect(past.correlation).toBeCloseTo(
      cross(before, after) / Math.sqrt(cross(before, before) * cross(after, after)),
      8,
    );
    const stayed = after.filter((money) => money > 0);
    expect(past.retained).toBeCloseTo(stayed.length / 300, 8);
    expect(past.worthOfStaying).toBeCloseTo(mean(stayed), 8);
  });

  it('counts what customers brought who came in the days before', async () => {
    const people = buyers(100);
    const joined = (people_: Business): Business => ({
      ...people_,
      customers: people_.customers.map((one, i) =>
        i % 2 === 0 ? one : { ...one, joined_at: asOf - 55 * day, known_at: asOf - 55 * day },
      ),
    });
    const before = (await measured(shop(people))) as Past;
    const after = (await measured(joined(shop(people)))) as Past;
    expect(after.correlation).toBeCloseTo(before.correlation ?? NaN, 12);
  });

  it('is weighted to customers like those of the campaign', async () => {
    // Half bring 100 before and after and still do today; half bring 10.
    const people = Array.from({ length: 200 }, (_, i) => {
      const money = i % 2 === 0 ? 100 : 10;
      return { id: `c${String(i).padStart(4, '0')}`, before: money, after: money };
    });
    const rich = people.filter(({ before }) => before === 100).map(({ id }) => `'${id}'`);
    const all = (await measured(shop(people), { alike: everybody })) as Past;
    const alike = (await measured(shop(people), { alike: `r.customer_id in (${rich.join(', ')})` })) as Past;
    expect([all.mean, all.alike]).toEqual([55, 200]);
    expect([alike.mean, alike.alike]).toEqual([100, 100]);
    expect(alike.spread).toBeCloseTo(0, 6);
    expect(alike.correlation).toBeNull();
  });

  it('caps money at the quantile of the time before, as it was declared', async () => {
    const people = [...buyers(199), { id: 'whale', before: 60, after: 9000 }];
    const [raw, capped] = await Promise.all([
      measured(shop(people), { alike: 'false' }),
      measured(shop(people), { alike: 'false', winsorise: 0.99 }),
    ]);
    expect((raw as Past).spread).toBeGreaterThan(400);
    expect((capped as Past).spread).toBeLessThan(30);
    expect((capped as Past).cappedAt).toBeLessThanOrEqual(60);
  });

  it('over several horizons at once is as over each alone, and nobody is read twice', async () => {
    const people = buyers(300);
    const early = people.map(({ id, before }) => order(id, 100, before + 5));
    const { warehouse } = await openBusiness({
      ...shop(people),
      orders: [...shop(people).orders, ...early],
    });
    const made: string[] = [];
    const counted: typeof warehouse = {
      ...warehouse,
      create: (table, select) => warehouse.create(table, select).then(() => void made.push(table)),
    };
    const ground = { config: smallConfig(), asOf: '2025-12-01', history };
    const how = { alike: 'r.earned_before > 20', winsorise: 0.99 };
    const alone = async (horizon: number) =>
      (await pastPeriods(warehouse, ground).measure({ horizons: [horizon], ...how }))[0]!;
    const each = [await alone(30), await alone(90), await alone(365), await alone(60)];
    const periods = pastPeriods(counted, ground);
    const first = await periods.measure({ horizons: [60], ...how });
    expect(made.filter((table) => table === 'spine_candidates')).toHaveLength(1);
    const together = await periods.measure({ horizons: [30, 90, 365, 60], ...how });
    expect(made.filter((table) => table === 'spine_candidates')).toHaveLength(2);
    expect(together).toEqual(each);
    expect(together[3]).toEqual(first[0]);
    expect(each.map((past) => 'spread' in past)).toEqual([true, true, false, true]);
    made.length = 0;
    expect(await periods.measure({ horizons: [90, 30], ...how })).toEqual([each[1], each[0]]);
    expect(made).toEqual([]);
    await warehouse.close();
  });

  it('is said not to be known where the data are too short or customers too few', async () => {
    const short = { ...history, start: '2025-11-10', peopledFrom: '2025-11-10' };
    expect(await measured(shop(buyers(40)), { history: short })).toEqual({
      horizonDays: 30,
      why: 'the data cover 21 days, and 44 days are needed to see such a period and something before it',
      lacking: { code: 'short-history', days: 21, needed: 44 },
    });
    expect(await measured(shop(buyers(20)))).toMatchObject({
      why: '20 customers were there on 2025-11-01, and a spread takes 30',
      lacking: { code: 'few-customers', customers: 20, on: '2025-11-01', needed: 30 },
    });
  });
});
