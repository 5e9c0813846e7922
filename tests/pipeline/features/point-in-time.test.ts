import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import knownOrders from '../../../pipeline/facts/known-orders.sql';
import { buildFeatures } from '../../../pipeline/features/build-features.ts';
import candidates from '../../../pipeline/features/candidates.sql';
import { families } from '../../../pipeline/features/catalogue.ts';
import activeByTerms from '../../../pipeline/features/labels/active-by-terms.sql';
import activeByVisits from '../../../pipeline/features/labels/active-by-visits.sql';
import { createActives } from '../../../pipeline/features/labels.ts';
import type { Matrix } from '../../../pipeline/features/matrix.ts';
import { readMatrix } from '../../../pipeline/features/read-matrix.ts';
import { createSpine } from '../../../pipeline/features/spine.ts';
import { silence } from '../../support/silence.ts';
import { allMapped, type Business, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';
import { withAnotherFuture, withoutFuture } from './future.ts';
import { randomBusiness } from './random-business.ts';
import { type Moment, momentOf } from './reference/moment.ts';

const dates = ['2025-04-10', '2025-10-28', '2025-12-01'];
const timeZone = 'Europe/Warsaw';
const config = smallConfig();

/** The whole matrix at one date, of a run that scores at that date or later. */
async function matrixAt(business: Business, date: string, runDates: readonly string[]): Promise<Matrix> {
  const { warehouse, store } = await openBusiness(business);
  const request = { config, run: 'r', schedule: scheduleOf(config, runDates), mapped: allMapped };
  const report = await buildFeatures(warehouse, request, silence).finally(() => warehouse.close());
  return readMatrix(store, 'r', report, [date]);
}

describe('no feature sees what comes after its as-of date', () => {
  it('by event time or by arrival: taking the future away or putting another in its place changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBusiness(dates, timeZone),
        fc.constantFrom(...dates),
        fc.integer(),
        async (business, date, seed) => {
          const moment = momentOf(date, timeZone);
          const whole = await matrixAt(business, date, dates);
          expect(await matrixAt(withoutFuture(business, moment), date, [date])).toEqual(whole);
          expect(await matrixAt(withAnotherFuture(business, moment, seed), date, dates)).toEqual(whole);
        },
      ),
      { numRuns: 5, seed: 3, endOnFailure: true },
    );
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
  it('each condition that keeps the future out, taken away, changes the matrix', async () => {
    const date = '2025-10-28';
    const left = new Set(
      readers.flatMap(({ name, sql }) => mutants(sql).map(({ removed }) => `${name}: ${removed}`)),
    );
    expect(left.size).toBeGreaterThan(40);
    for (const [i, business] of fc
      .sample(randomBusiness([date], timeZone), { numRuns: 6, seed: 4 })
      .entries()) {
      const planted = withAnotherFuture(business, momentOf(date, timeZone), i);
      const { warehouse } = await openBusiness({
        ...planted,
        orders: [...planted.orders, ...announced(business, momentOf(date, timeZone))],
      });
      await createSpine(warehouse, config, scheduleOf(config, [date]));
      await warehouse.create('known_orders', knownOrders);
      await createActives(warehouse, config);
      const rowsOf = async (sql: string) =>
        JSON.stringify(await warehouse.rows(`select * from (${sql}) t order by all`));
      for (const { name, sql } of readers) {
        const whole = await rowsOf(sql);
        for (const { removed, text } of mutants(sql)) {
          if ((await rowsOf(text)) !== whole) left.delete(`${name}: ${removed}`);
        }
      }
      await warehouse.close();
    }
    expect([...left]).toEqual([]);
  });

  it('every text that reads a source asks when its rows arrived', () => {
    for (const { name, sql } of readers) {
      const joins = [
        ...sql.matchAll(
          /\bjoin (orders|events|tickets|surveys|touches|subscriptions|identity_links|visits)\b/g,
        ),
      ];
      const arrivals = [...sql.matchAll(/\b\w+\.known_at < [sd]\.(as_of_at|since_14)\b/g)];
      expect(arrivals.length, name).toBe(joins.length);
    }
    expect(candidates.match(/greatest\(\w+_at, known_at\)/g)).toHaveLength(3);
  });
});

/** An order of every second customer that was known just before, and took place just after, deliveries begin to be told. */
const announced = ({ customers }: Business, moment: Moment): Business['orders'] =>
  customers
    .filter((_, i) => i % 2 === 0)
    .map(({ customer_id }) => ({
      order_id: `sale-${customer_id}-announced`,
      customer_id,
      ordered_at: moment.since(14) + 60,
      known_at: moment.since(14) - 60,
      kind: 'sale',
      amount: 1,
      margin: null,
      quantity: null,
      product_id: null,
      category: null,
      channel: null,
      delivered_late: true,
    }));

/** Every text that looks back from an as-of date. */
const readers: readonly { readonly name: string; readonly sql: string }[] = [
  ...families,
  { name: 'known orders', sql: knownOrders },
  { name: 'active by visits', sql: activeByVisits },
  { name: 'active by terms', sql: activeByTerms },
];
