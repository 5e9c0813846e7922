import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { facts } from '../../../pipeline/facts/catalogue.ts';
import firstKnown from '../../../pipeline/facts/first-known.sql';
import { inlineFacts } from '../../../pipeline/facts/name-facts.ts';
import { createSpine } from '../../../pipeline/facts/spine.ts';
import { type Business, openBusiness, smallConfig } from '../features/business.ts';
import { scheduleOf } from '../features/dates.ts';
import { withAnotherFuture, withoutFuture } from '../features/future.ts';
import { randomBusiness } from '../features/random-business.ts';
import { type Moment, momentOf } from '../features/reference/moment.ts';

const date = '2025-10-28';
const moment = momentOf(date, 'Europe/Warsaw');
const config = smallConfig();

const businesses = fc.sample(randomBusiness([date], 'Europe/Warsaw'), { numRuns: 6, seed: 4 });

/** Runs a question on a business whose spine stands at the date. */
async function onSpine<T>(business: Business, ask: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const { warehouse } = await openBusiness(business);
  await createSpine(warehouse, config, scheduleOf(config, [date]));
  return ask(warehouse).finally(() => warehouse.close());
}

/** Customers who are not known yet too: a list's spine is of whoever was scored. */
const everybody = `select row_number() over (order by c.customer_id) as spine_id, c.customer_id, d.*
  from customers c cross join as_of_dates d`;

const rowsOf = async (warehouse: Warehouse, sql: string): Promise<string> =>
  JSON.stringify(await warehouse.rows(`select * from (${inlineFacts(sql)}) t order by all`));

describe('no fact knows what comes after its as-of date', () => {
  it('by event time or by arrival: taking the future away or putting another in its place changes nothing', async () => {
    const everything = (warehouse: Warehouse) =>
      Promise.all(facts.map(async ({ name, sql }) => [name, await rowsOf(warehouse, sql)]));
    for (const [i, business] of businesses.slice(0, 3).entries()) {
      const whole = await onSpine(business, everything);
      expect(await onSpine(withoutFuture(business, moment), everything)).toEqual(whole);
      expect(await onSpine(withAnotherFuture(business, moment, i), everything)).toEqual(whole);
    }
  });
});

/** Conditions that keep the future out, wherever they stand in a text. */
const guard = /\b\w+\.\w+_at < s\.(as_of_at|since_14)\b/g;

/** The text with one condition after the other made true. */
function mutants(sql: string): { readonly removed: string; readonly text: string }[] {
  return [...sql.matchAll(guard)].map((match) => ({
    removed: `${match[0]} (${sql.slice(0, match.index).split('\n').length})`,
    text: `${sql.slice(0, match.index)}true${sql.slice(match.index + match[0].length)}`,
  }));
}

describe('the test would see a leak', () => {
  it('each condition that keeps the future out, taken away, changes the fact', async () => {
    const left = new Set(
      facts.flatMap(({ name, sql }) => mutants(sql).map(({ removed }) => `${name}: ${removed}`)),
    );
    expect(left.size).toBeGreaterThan(25);
    for (const [i, business] of businesses.entries()) {
      const planted = withAnotherFuture(business, moment, i);
      const orders = [...planted.orders, ...aroundDeliveries(business, moment)];
      await onSpine(
        {
          ...planted,
          orders,
          customers: [...business.customers, joinsLater(business), arrivesLater(business)],
        },
        async (warehouse) => {
          await warehouse.create('spine', everybody);
          for (const { name, sql } of facts) {
            const whole = await rowsOf(warehouse, sql);
            for (const { removed, text } of mutants(sql)) {
              if ((await rowsOf(warehouse, text)) !== whole) left.delete(`${name}: ${removed}`);
            }
          }
        },
      );
    }
    expect([...left]).toEqual([]);
  });

  it('every fact that reads a source asks when its rows arrived', () => {
    for (const { name, sql } of facts) {
      const joins = [
        ...sql.matchAll(
          /\b(?:from|join) (customers|orders|events|tickets|surveys|reviews|touches|subscriptions|identity_links)\b/g,
        ),
      ];
      const arrivals = [...sql.matchAll(/\b\w+\.known_at < s\.as_of_at\b/g)];
      expect(arrivals.length, name).toBe(joins.length);
    }
    expect(firstKnown.match(/greatest\(\w+_at, known_at\)/g)).toHaveLength(3);
  });
});

/** A customer who was known a minute before the moment and joins a minute after. */
const joinsLater = ({ customers }: Business): Business['customers'][number] => ({
  ...customers[0]!,
  customer_id: 'joins-later',
  joined_at: moment.at + 60,
  known_at: moment.at - 60,
  email: 'joins-later@x.example',
  contact_consent: false,
});

/** Joined a minute before the moment, and known a minute after, of somebody who refuses all contact. */
const arrivesLater = (business: Business): Business['customers'][number] => ({
  ...joinsLater(business),
  customer_id: 'arrives-later',
  joined_at: moment.at - 60,
  known_at: moment.at + 60,
  email: 'arrives-later@x.example',
});

/** Two orders of every second customer, around the moment at which deliveries begin to be told. */
function aroundDeliveries({ customers }: Business, { since }: Moment): Business['orders'] {
  const told = since(14);
  const order = {
    kind: 'sale',
    amount: 1,
    margin: null,
    quantity: null,
    product_id: null,
    category: null,
  } as const;
  return customers
    .filter((_, i) => i % 2 === 0)
    .flatMap(({ customer_id }) =>
      [
        { order_id: `sale-${customer_id}-announced`, ordered_at: told + 60, known_at: told - 60 },
        { order_id: `sale-${customer_id}-late`, ordered_at: told - 60, known_at: told + 60 },
      ].map((times) => ({ ...order, customer_id, ...times, channel: null, delivered_late: true })),
    );
}
