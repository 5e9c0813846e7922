import { describe, expect, it } from 'vitest';
import { cellChance, fitCells } from '../../../models/learn.ts';
import { randomStream } from '../../../models/numerics.ts';
import { returningSentences } from '../../../pipeline/reports/sentences/returning-sentences.ts';
import { rankedSelect } from '../../../pipeline/targeting/rank.ts';
import { createReturning } from '../../../pipeline/targeting/returning/create-returning.ts';
import { cellsSelect, chanceSql, goneDates, goneSelect } from '../../../pipeline/targeting/returning/gone.ts';
import { judgeReturning } from '../../../pipeline/targeting/returning/judge-returning.ts';
import { smallConfig } from '../features/business.ts';
import { sourceRows } from './fixtures.ts';
import { borders, openRanked } from './open-ranked.ts';

const asOf = '2026-01-01';
const inUtc = (churn: object) => {
  const made = smallConfig({ churn: { horizonDays: 30, lookbackDays: 60, ...churn } });
  return { ...made, business: { ...made.business, timeZone: 'UTC' } };
};
const config = inUtc({ kind: 'non-contractual', by: 'orders' });
const dates = goneDates(asOf, config.churn);

describe('a logistic regression on counted cells', () => {
  it('of two groups states their shares', () => {
    const beta = fitCells([
      { x: [0], n: 1000, hits: 200 },
      { x: [1], n: 500, hits: 400 },
    ]);
    expect(cellChance(beta, [0])).toBeCloseTo(0.2, 4);
    expect(cellChance(beta, [1])).toBeCloseTo(0.8, 4);
  });

  it('stays finite where a column tells all', () => {
    const beta = fitCells([
      { x: [0], n: 50, hits: 0 },
      { x: [1], n: 50, hits: 50 },
    ]);
    expect(beta.every(Number.isFinite)).toBe(true);
    expect(cellChance(beta, [1])).toBeGreaterThan(0.9);
  });
});

describe('who was gone, and who came back', () => {
  it('is seen with what was known at each date, and each horizon is over before the next', async () => {
    const order = (customer_id: string, ordered_at: string, known_at = ordered_at) => ({
      ...{ order_id: `${customer_id} ${ordered_at}`, customer_id, ordered_at, known_at },
      ...{ kind: 'sale', amount: 10 },
    });
    const { warehouse } = await openRanked([{ id: 'a', churn: 0.5, kept: 1 }], {
      customers: ['a', 'b', 'late'].map((customer_id) => ({ customer_id })),
      orders: [
        ...['2025-07-01', '2025-08-01', '2025-12-15'].map((day) => order('a', day)),
        ...['2025-07-01', '2025-11-20'].map((day) => order('b', day)),
        order('late', '2025-08-01'),
        order('late', '2025-11-01', '2025-12-20'),
      ],
    });
    const rows = await warehouse.rows(`${goneSelect(dates, config)} order by on_day, customer_id`);
    await warehouse.close();
    expect(dates).toEqual({ list: asOf, judge: '2025-12-02', learn: ['2025-11-02', '2025-10-03'] });
    expect(
      rows.map((row) =>
        [row.on_day, row.customer_id, Number(row.away_days), Number(row.times), row.came_back].map(String),
      ),
    ).toEqual([
      ['2025-10-03', 'a', '63', '2', '0'],
      ['2025-10-03', 'b', '94', '1', '0'],
      ['2025-10-03', 'late', '63', '1', '1'],
      ['2025-11-02', 'a', '93', '2', '0'],
      ['2025-11-02', 'b', '124', '1', '1'],
      ['2025-11-02', 'late', '93', '1', '0'],
      ['2025-12-02', 'a', '123', '2', '1'],
      ['2025-12-02', 'late', '123', '1', '0'],
      ['2026-01-01', 'late', '61', '2', '0'],
    ]);
  });

  it('with a contract is whoever had terms and has none, until a new one begins', async () => {
    const contract = inUtc({ kind: 'contractual', graceDays: 7 });
    const term = (customer_id: string, started_at: string, ended_at: string | null) => ({
      ...{ subscription_id: `${customer_id} ${started_at}`, customer_id, started_at, known_at: started_at },
      ...{ ended_at, end_known_at: ended_at },
    });
    const { warehouse } = await openRanked([{ id: 'a', churn: 0.5, kept: 1 }], {
      customers: ['a', 'b', 'c', 'today'].map((customer_id) => ({ customer_id })),
      subscriptions: [
        term('today', '2025-06-01', '2025-12-02'),
        term('today', '2025-12-02', null),
        term('a', '2025-06-01', '2025-09-01'),
        term('a', '2025-11-10', null),
        term('b', '2025-06-01', null),
        term('c', '2025-06-01', '2025-12-10'),
      ],
    });
    const rows = await warehouse.rows(`${goneSelect(dates, contract)} order by on_day, customer_id`);
    await warehouse.close();
    expect(rows.map((row) => [row.on_day, row.customer_id, row.came_back].map(String))).toEqual([
      ['2025-10-03', 'a', '0'],
      ['2025-11-02', 'a', '1'],
      ['2026-01-01', 'c', '0'],
    ]);
  });
});

/** Cells in which the chance of coming back is as asked. */
function crowd(chance: (away: number, times: number) => number) {
  const stream = randomStream(4, 'returning');
  return [dates.judge, ...dates.learn].flatMap((on_day) =>
    [60, 120, 240, 480].flatMap((away_days) =>
      [1, 2, 5, 20].map((times) => {
        const n = 400;
        const p = chance(away_days, times);
        const hits = Array.from({ length: n }, () => Number(stream.uniform() < p)).reduce((a, b) => a + b, 0);
        return { on_day, away_days, times, stayed_days: 30 * times, n, hits };
      }),
    ),
  );
}

describe('who tells the chance of coming back', () => {
  it('is the model where more than recency tells, and what it expects comes true', () => {
    const { returning, beta } = judgeReturning(
      crowd((away, times) => Math.min(0.9, (10 * times) / away)),
      dates,
      30,
    )!;
    expect(returning).toMatchObject({ by: 'model', judgedOn: dates.judge, customers: 6400 });
    expect(returning.auc.low).toBeGreaterThan(0.7);
    expect(Math.abs(returning.expected / returning.returned - 1)).toBeLessThan(0.1);
    expect(returning.logLoss).toBeLessThan(returning.logLossByRecency);
    expect(beta).toHaveLength(4);
    expect(returningSentences(returning)[0]).toMatch(/how often they came .* were expected, AUC 0\.\d+ \(/);
  });

  it('is recency where nothing else tells, and the share where not even that does', () => {
    const by = (chance: (away: number) => number) => {
      const rows = crowd(chance);
      return judgeReturning(rows, dates, 30)!.returning.by;
    };
    expect(['recency', 'model']).toContain(by((away) => 12 / away));
    expect(by((away) => 12 / away)).not.toBe('share');
    const flat = [dates.judge, ...dates.learn].flatMap((on_day) =>
      [60, 240].map((away_days) => ({ on_day, away_days, times: 1, stayed_days: 0, n: 1000, hits: 100 })),
    );
    expect(judgeReturning(flat, dates, 30)!.returning.by).toBe('share');
  });

  it('is nobody where too few came back', () => {
    expect(
      judgeReturning(
        crowd(() => 0.0001),
        dates,
        30,
      ),
    ).toBeNull();
    expect(returningSentences(null)[0]).toContain('too few came back');
  });
});

describe('the order of those to win back', () => {
  it('is by the chance of coming back times the worth, and the SQL says what the model says', async () => {
    const people = [
      { id: 'often', churn: 0, kept: 100, active: false },
      { id: 'once', churn: 0, kept: 120, active: false },
      { id: 'going', churn: 0.99, kept: 100 },
      { id: 'never', churn: 0, kept: 900, active: false },
    ];
    const { warehouse, store } = await openRanked(people, {});
    const day = (back: number) => `timestamp '2026-01-01 00:00:00' - interval '${back}' day`;
    // of those who came often three in ten come back in each horizon, of the others one in thirty
    await warehouse.create(
      'ordered',
      `select 'often' as customer_id, ${day(250)} - to_days(cast(t as integer)) as ordered_at from range(20) r(t)
       union all select 'once', ${day(250)}
       union all select 'c' || i, ${day(200)} - to_days(cast(t + 40 * (i % 8) as integer)) from range(900) p(i), range(20) r(t) where i % 2 = 0 or t = 0
       union all select 'c' || i, ${day(85)} + to_days(cast(30 * k as integer)) from range(900) p(i), range(3) h(k)
         where (i % 2 = 0 and (i // 2) % 10 < 3 and (i // 20) % 3 = k) or (i % 2 = 1 and i % 30 = 1 and (i // 30) % 3 = k)`,
    );
    await warehouse.create(
      'orders',
      `${sourceRows('orders', [])} union all by name select *, ordered_at as known_at, 'sale' as kind from ordered`,
    );
    await warehouse.create(
      'customers',
      `${sourceRows('customers', [])} union all by name select distinct customer_id from ordered`,
    );
    const returning = await createReturning(warehouse, store, {
      asOf,
      config,
      scores: 'scores',
      prefix: 'gone/',
    });
    expect(returning).not.toBeNull();
    const ranked = await warehouse.rows(
      `select customer_id, return_chance, priority from (${rankedSelect('scores_returning', borders, null, true)}) r order by priority desc`,
    );
    const [cells] = await warehouse.rows(`select count(*) as n from (${cellsSelect('gone_customers')}) c`);
    expect(Number(cells!.n)).toBeGreaterThan(5);
    const [byHand] = await warehouse.rows(
      `select ${chanceSql([-1, 0.5, 0.25, 0])} as p from gone_customers where customer_id = 'once' and on_day = '${asOf}'`,
    );
    await warehouse.close();
    expect(byHand!.p).toBeCloseTo(1 / (1 + Math.exp(1 - 0.5 * Math.log(241) - 0.25 * Math.log(2))), 5);
    const chances = Object.fromEntries(ranked.map((row) => [row.customer_id, Number(row.return_chance)]));
    expect(chances.going).toBeCloseTo(0.01, 9);
    expect(chances.never).toBe(0);
    expect(chances.often).toBeGreaterThan(2 * chances.once!);
    expect(ranked[0]!.customer_id).toBe('often');
    for (const row of ranked)
      expect(Number(row.priority)).toBeCloseTo(
        Number(row.return_chance) * people.find(({ id }) => id === row.customer_id)!.kept,
        9,
      );
  });
});
