import { describe, expect, it } from 'vitest';
import { driversScreen } from '../../../../cli/screens/drivers-screen.ts';
import { driversReport } from '../../../../contracts/artefacts/drivers-report.ts';
import { sourceContracts } from '../../../../contracts/sources/sources.ts';
import { randomStream } from '../../../../models/numerics.ts';
import { drivers } from '../../../../pipeline/cx/drivers/catalogue.ts';
import { worthOf } from '../../../../pipeline/cx/drivers/judge.ts';
import { at, customer, order, survey } from '../figures.ts';
import { type MeasuredBusiness, measured } from './measured.ts';

const start = at('2025-06-02T09:00:00');
const day = 86_400;
const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

/**
 * Half of 700 customers have an order that came late; who is satisfied buys again more often. Of lateness satisfaction is
 * half made. NPS is asked of all and says nothing.
 */
function shop() {
  const random = randomStream(9, 'shop');
  const people = Array.from({ length: 700 }, (_, i) => {
    const id = `c${i}`;
    const bought = start + Math.floor(60 * random.uniform()) * day;
    const late = random.uniform() < 0.5;
    const score = Math.min(5, Math.max(1, Math.round(3.4 - 1.2 * Number(late) + random.normal())));
    const stays = random.uniform() < 0.15 + 0.16 * (score - 1);
    const again = bought + (16 + Math.floor(10 * random.uniform())) * day;
    const asked = { customer_id: id, invited_at: bought + 3 * day };
    return {
      orders: [
        order(`${id}a`, id, dayOf(bought), { delivered_late: late }),
        ...(stays ? [order(`${id}b`, id, dayOf(again), { amount: 20 + 5 * random.normal() })] : []),
      ],
      surveys: [
        survey(`${id}s`, { ...asked, kind: 'csat', score, scale_max: 5 }),
        survey(`${id}n`, { ...asked, kind: 'nps', relation: 'relational', score: random.integer(11) }),
      ],
      customer: customer(id, { segment: i % 2 === 0 ? 'home' : 'office' }),
    };
  });
  return {
    customers: people.map((one) => one.customer),
    orders: people.flatMap((one) => one.orders),
    surveys: people.flatMap((one) => one.surveys),
  };
}

describe('drivers', () => {
  let made: Promise<MeasuredBusiness> | undefined;
  const measuredShop = () => {
    made ??= measured(shop());
    return made;
  };
  const figuresOf = async () => {
    const { drivers } = await measuredShop();
    return (name: string) => drivers.find((driver) => driver.name === name)!;
  };

  it('are the metrics that money follows, with what a point of them is worth', async () => {
    const of = await figuresOf();
    const { verdict, retention, margin, customers } = of('csat_5');
    expect({ verdict, customers }).toEqual({ verdict: 'moves', customers: 700 });
    expect(retention.perUnit.low).toBeLessThan(0.16);
    expect(retention.perUnit.high).toBeGreaterThan(0.16);
    expect(margin.perUnit.value).toBeGreaterThan(0);
    expect(of('late_delivery').retention.verdict).toBe('moves');
    expect(of('late_delivery').retention.perUnit.value).toBeLessThan(0);
    expect(of('late_delivery').backwards).toBe(false);
  });

  it('are not those that say nothing', async () => {
    const of = await figuresOf();
    expect(of('nps_relational').verdict).not.toBe('moves');
    expect(of('nps_relational').retention.smallest).toBeGreaterThan(0);
  });

  it('hang together in a tree: lateness makes customers less satisfied, and no less likely to recommend', async () => {
    const { tree } = await measuredShop();
    const edge = (to: string) => tree.find((one) => one.from === 'late_delivery' && one.to === to)!;
    expect(edge('csat_5')).toMatchObject({ holds: true, customers: 700 });
    expect(edge('csat_5').strength.value).toBeLessThan(-0.3);
    expect(edge('nps_relational').holds).toBe(false);
  });

  it('find where recommendation and satisfaction disagree', async () => {
    const { disagreement } = await measuredShop();
    const { pairs, warmUnhappy, groups } = disagreement!;
    expect(pairs).toBe(700);
    expect(warmUnhappy).toBeGreaterThan(30);
    expect(groups).toEqual([]);
  });

  it('make a document and a page that say what they rest on', async () => {
    const { data: _, ...built } = await measuredShop();
    const report = driversReport.parse({ run: 'r', moods: null, ...built });
    const page = driversScreen(report).join('\n');
    expect(page).toContain('Moves money: CSAT, 1 to 5; Late delivery.');
    expect(page).toContain('not randomised');
    expect(page).toContain('those who do not answer');
    expect(page).toContain('What came after it is never adjusted for');
    expect(page).not.toMatch(/NaN|undefined|null/);
    // nobody had a case
    expect(page).toMatch(/No customer with a known outcome has any of these: .*First response time/);
    expect(page).not.toContain('not told. 0 customers');
    const late = report.drivers.map((driver) => ({
      ...driver,
      backwards: driver.name === 'late_delivery',
      better: 'higher' as const,
      margin: { ...driver.margin, verdict: 'not known yet' as const },
    }));
    const turned = driversScreen({ ...report, drivers: late }).join('\n');
    expect(turned).toContain('Moves money: CSAT, 1 to 5. The wrong way round: Late delivery.');
    expect(turned).toContain('Late delivery: more retention where it is worse.');
  });
});

const step = (
  id: string,
  customer_id: string,
  row: { happened_at: number; journey: string; outcome: string },
) => ({ kind: 'step', journey_id: id, customer_id, known_at: row.happened_at, ...row }) as never;

describe('a journey', () => {
  /** 400 customers buy at random; each tries checkout, which is completed by an order, and setup, which is not. */
  function shopWithJourneys() {
    const random = randomStream(11, 'journeys');
    const people = Array.from({ length: 400 }, (_, i) => {
      const id = `c${i}`;
      const began = start + Math.floor(40 * random.uniform()) * day;
      const isBought = random.uniform() < 0.5;
      const isSet = random.uniform() < 0.5;
      const attempt = (journey: string, from: number, isCompleted: boolean) => [
        step(`${id}${journey}`, id, { journey, happened_at: from, outcome: 'done' }),
        ...(isCompleted
          ? [step(`${id}${journey}`, id, { journey, happened_at: from + 600, outcome: 'completed' })]
          : []),
      ];
      const bought = [
        began - 10 * day,
        ...(isBought ? [began] : []),
        began + 20 * day * random.uniform() + 8 * day,
      ];
      return {
        orders: bought
          .filter((_, n) => n < bought.length - 1 || random.uniform() < 0.5)
          .map((ordered, n) => order(`${id}o${n}`, id, dayOf(ordered), { amount: 20 + random.normal() })),
        events: [...attempt('checkout', began, isBought), ...attempt('setup', began + 3 * day, isSet)],
        customer: customer(id),
      };
    });
    return {
      customers: people.map((one) => one.customer),
      orders: people.flatMap((one) => one.orders),
      events: people.flatMap((one) => one.events),
    };
  }

  it('that is completed by buying is no driver, and the page says why; others are measured', async () => {
    const { data: _, ...built } = await measured(shopWithJourneys());
    expect(built.purchases).toEqual([
      {
        journey: 'checkout',
        completed: expect.any(Number),
        failed: expect.any(Number),
        bought: { completed: 1, failed: 0 },
      },
    ]);
    expect(built.drivers.find(({ name }) => name === 'failed_journey')).toMatchObject({ rows: 400 });
    expect(driversScreen({ run: 'r', moods: null, ...built }).join('\n')).toContain(
      'Journey not completed, checkout: not told. Completing it is buying: 100% of the completed attempts came with an order or a contract by the next day, 0% of the others.',
    );
  });

  it('that is left out with no other beside it is not said to have too few customers', async () => {
    const { events, ...rest } = shopWithJourneys();
    const { data: _, ...built } = await measured({
      ...rest,
      events: events.filter(({ journey }: { journey: string }) => journey === 'checkout'),
    });
    expect(built.purchases).toHaveLength(1);
    const page = driversScreen({ run: 'r', moods: null, ...built }).join('\n');
    expect(page).not.toContain('Journey not completed: not told');
  });
});

it('without any driver the page says what is missing', async () => {
  const { data: _, ...none } = await measured({}, { mapped: () => [] });
  const page = driversScreen({ run: 'r', moods: null, ...none }).join('\n');
  expect(page).toContain('Nothing can be told yet');
  expect(page).toContain('late_delivery: needs orders.delivered_late, orders.ordered_at.');
});

describe('the verdict', () => {
  const slope = (value: number, standardError: number) => ({
    value,
    standardError,
    low: value - 1.96 * standardError,
    high: value + 1.96 * standardError,
    p: 0.5,
  });
  const of = (value: number, standardError: number, adjustedP: number) =>
    worthOf({
      adjusted: slope(value, standardError),
      plain: slope(0, 1),
      deviation: 2,
      narrow: 0.02,
      adjustedP,
    });

  it('is that nothing moves only where the whole interval of a standard deviation is too small to matter', () => {
    expect(of(0, 0.005, 1).verdict).toBe('does not');
    expect(of(0.004, 0.005, 1).verdict).toBe('not known yet');
    expect(of(0, 0.006, 1).verdict).toBe('not known yet');
    expect(of(0.03, 0.005, 0.04).verdict).toBe('moves');
    expect(of(0.03, 0.005, 0.06).verdict).toBe('not known yet');
    expect(of(0, 0.005, 1).smallest).toBeCloseTo(0.014, 10);
  });
});

it('each driver has one name, and asks for columns that are there', () => {
  expect(new Set(drivers.map(({ name }) => name)).size).toBe(drivers.length);
  for (const { name, needs, about } of drivers) {
    for (const need of needs) {
      const [source, column] = need.split('.') as [keyof typeof sourceContracts, string];
      expect(Object.keys(sourceContracts[source].columns), name).toContain(column);
    }
    expect(about.length, name).toBeLessThanOrEqual(2);
  }
});
