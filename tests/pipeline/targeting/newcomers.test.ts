import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../contracts/config/config.ts';
import { newcomersSchema } from '../../../contracts/config/newcomers.ts';
import { newcomerSentences } from '../../../pipeline/reports/sentences/newcomer-sentences.ts';
import { findNewcomers } from '../../../pipeline/targeting/newcomers/find-newcomers.ts';
import { newcomersSelect } from '../../../pipeline/targeting/newcomers/newcomers.ts';
import { goneDates } from '../../../pipeline/targeting/returning/gone.ts';
import { smallConfig } from '../features/business.ts';
import { limits, sourceRows } from './fixtures.ts';
import { openRanked } from './open-ranked.ts';

const asOf = '2026-01-01';
const made = smallConfig({
  churn: { kind: 'non-contractual', by: 'orders', horizonDays: 30, lookbackDays: 200 },
});
const config = { ...made, business: { ...made.business, timeZone: 'UTC' } };
const dates = goneDates(asOf, config.churn);
const newcomers = newcomersSchema.parse({ withinDays: 30 });

it('who is new is seen with what was known at each date, and who came again with what is known now', async () => {
  const order = (customer_id: string, ordered_at: string, more: object = {}) => ({
    ...{ order_id: `${customer_id} ${ordered_at}`, customer_id, ordered_at, known_at: ordered_at },
    ...{ kind: 'sale', amount: 10, ...more },
  });
  const { warehouse } = await openRanked([{ id: 'a', churn: 0.5, kept: 1 }], {
    customers: ['a', 'b', 'old'].map((customer_id) => ({ customer_id })),
    orders: [
      order('a', '2025-11-20', { amount: 40, delivered_late: true }),
      order('a', '2025-12-20'),
      order('b', '2025-12-10'),
      order('old', '2025-01-10'),
    ],
    tickets: [
      { ticket_id: 't', customer_id: 'a', opened_at: '2025-11-25', known_at: '2025-11-25' },
      { ticket_id: 'u', customer_id: 'b', opened_at: '2026-01-03', known_at: '2026-01-03' },
    ],
  });
  const rows = await warehouse.rows(`${newcomersSelect(dates, config, 60)} order by on_day, customer_id`);
  await warehouse.close();
  const names = [
    'on_day',
    'customer_id',
    'first_days',
    'away_days',
    'times',
    'first_amount',
    'is_late',
    'cases',
    'came_back',
  ];
  expect(
    rows.map((row) => names.map((name) => (name === 'first_amount' ? Number(row[name]) : String(row[name])))),
  ).toEqual([
    ['2025-12-02', 'a', '12', '12', '1', 40, '0', '1', '1'],
    ['2026-01-01', 'a', '42', '12', '2', 40, '1', '1', '0'],
    ['2026-01-01', 'b', '22', '22', '1', 10, '0', '0', '0'],
  ]);
});

/**
 * New customers at each date, of whom so many in a hundred come again who spent much at first, and so many who spent little. `w…`
 * are new on the day of the list.
 */
async function watched([much, little]: readonly [number, number], over: object = {}) {
  const people = Array.from({ length: 40 }, (_, i) => ({ id: `w${i}`, churn: 0.5, kept: 100 + i }));
  const { warehouse, store, request } = await openRanked(people, {});
  const day = (text: string, back: number) => `timestamp '${text} 00:00:00' - interval '${back}' day`;
  const crowd = [dates.judge, ...dates.learn].map(
    (
      on,
      k,
    ) => `select '${k}c' || i as customer_id, ${day(on, 20)} as ordered_at, case when i % 2 = 0 then 100 else 5 end as amount
        from range(400) p(i)
      union all select '${k}c' || i, ${day(on, -3)}, 5 from range(400) p(i)
        where (i % 2 = 0 and (i // 2) % 100 < ${much}) or (i % 2 = 1 and (i // 2) % 100 < ${little})`,
  );
  await warehouse.create(
    'ordered',
    `${crowd.join(' union all ')}
     union all select 'w' || i, ${day(asOf, 20)}, case when i % 2 = 0 then 100 else 5 end from range(40) p(i)`,
  );
  await warehouse.create(
    'orders',
    `${sourceRows('orders', [])} union all by name
      select *, customer_id || ordered_at as order_id, ordered_at as known_at, 'sale' as kind from ordered`,
  );
  await warehouse.create(
    'customers',
    `${sourceRows('customers', [])} union all by name
      select customer_id, customer_id <> 'w1' as contact_consent, min(ordered_at) as joined_at, min(ordered_at) as known_at from ordered group by customer_id`,
  );
  const found = await findNewcomers(warehouse, store, {
    ...request,
    ...{ asOf, size: 10, limits: limits(), config, newcomers, prefix: 'newcomers/', file: 1, ...over },
  });
  await warehouse.close();
  return found;
}

describe('new customers to watch', () => {
  it('are those least likely to come again, where early signals tell it at a later date', async () => {
    const { listed, suppressed, judged, notes } = await watched([60, 20], { elsewhere: new Set(['w11']) });
    expect(notes).toEqual([]);
    expect(judged).toMatchObject({ by: 'model', judgedOn: dates.judge, customers: 400 });
    expect(judged!.auc.low).toBeGreaterThan(0.6);
    expect(listed.rows).toHaveLength(10);
    const [first] = listed.rows;
    expect(first).toMatchObject({
      rank: 1,
      first_amount: 5,
      first_order_days: 20,
      times_seen: 1,
      support_cases: 0,
    });
    expect(Number(first!.silent_chance)).toBeGreaterThan(0.7);
    expect(listed.rows.every(({ first_amount: amount }) => amount === 5)).toBe(true);
    expect(suppressed.rows.map((row) => [row.customer_id, row.rule])).toEqual([
      ['w1', 'no_consent'],
      ['w11', 'on_another_list'],
    ]);
    expect(newcomerSentences({ newcomers: judged! })[0]).toMatch(
      /Of 400 who were new on .* 160 came again where 1\d\d were expected, AUC 0\.\d+/,
    );
    expect(newcomerSentences({})).toEqual([]);
  });

  it('are nobody where the signals tell no better than how long they were away, or too few came again', async () => {
    const blind = await watched([30, 30]);
    expect([blind.listed.rows, blind.judged]).toEqual([[], undefined]);
    expect(blind.notes).toEqual([
      expect.stringMatching(
        /nobody is listed\. Of 400 who were new on .* were not shown to predict who comes again better than chance/,
      ),
    ]);
    const few = await watched([1, 1]);
    expect(few.notes).toEqual([expect.stringContaining('Too few new customers came again')]);
  });
});

it('are not watched where a contract says whether they stay, nor for longer than customers count as there', () => {
  const refusedAt = (churn: object, asked: object) => {
    const { error } = configSchema.safeParse({
      version: 1,
      business: { name: 'Club', currency: 'EUR', dataUntil: '2026-01-01' },
      inputs: { sales: { file: 'sales.csv' } },
      sources: { orders: { from: 'sales', columns: { customer_id: 'id' } } },
      churn: { horizonDays: 60, lookbackDays: 180, ...churn },
      targeting: { newcomers: asked },
    });
    return error?.issues.map(({ path }) => path.join('.')) ?? [];
  };
  expect(refusedAt({ kind: 'contractual' }, {})).toContain('targeting.newcomers');
  expect(refusedAt({ kind: 'non-contractual' }, { withinDays: 181 })).toEqual([
    'targeting.newcomers.withinDays',
  ]);
  expect(refusedAt({ kind: 'non-contractual' }, {})).toEqual([]);
});
