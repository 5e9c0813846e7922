import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawHoldout, largestRemainders } from '../../../pipeline/targeting/holdout.ts';
import { targeting } from './fixtures.ts';

const customers = fc.uniqueArray(
  fc.record({ customer_id: fc.string({ minLength: 1 }), clv_if_kept: fc.integer({ min: -5, max: 50 }) }),
  { selector: ({ customer_id }) => customer_id, maxLength: 120 },
);
const rule = fc.record({
  share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  strata: fc.integer({ min: 1, max: 7 }),
  salt: fc.string({ minLength: 1 }),
});

describe('the holdout', () => {
  it('holds the share in every stratum to within one customer, and in all to the customer', () => {
    fc.assert(
      fc.property(customers, rule, (people, how) => {
        const drawn = [...drawHoldout(people, how).values()];
        expect(drawn.length).toBe(people.length);
        const held = drawn.filter(({ arm }) => arm === 'control').length;
        expect(held).toBe(Math.round(how.share * people.length));
        for (const stratum of new Set(drawn.map((one) => one.stratum))) {
          const group = drawn.filter((one) => one.stratum === stratum);
          const heldHere = group.filter(({ arm }) => arm === 'control').length;
          expect(Math.abs(heldHere - how.share * group.length)).toBeLessThan(1);
          expect(new Set(group.map(({ share }) => share))).toEqual(new Set([heldHere / group.length]));
        }
      }),
    );
  });

  it('does not depend on the order of the customers', () => {
    fc.assert(
      fc.property(customers, rule, fc.integer(), (people, how, turn) => {
        const mixed = [...people].sort((a, b) => ((a.clv_if_kept * turn) % 7) - ((b.clv_if_kept * turn) % 7));
        expect(new Map(drawHoldout(mixed, how))).toEqual(new Map(drawHoldout(people, how)));
        expect(drawHoldout([...people].reverse(), how)).toEqual(drawHoldout(people, how));
      }),
    );
  });

  it('gives strata of equal size, the most valuable first', () => {
    const people = Array.from({ length: 10 }, (_, i) => ({ customer_id: `c${i}`, clv_if_kept: i }));
    const drawn = drawHoldout(people, { ...targeting().holdout, share: 0.5 });
    expect(drawn.get('c9')?.stratum).toBe(1);
    expect(drawn.get('c8')?.stratum).toBe(1);
    expect(drawn.get('c0')?.stratum).toBe(5);
    expect([...drawn.values()].filter(({ arm }) => arm === 'control').length).toBe(5);
  });

  it('mostly holds out the same people next week, and others under another salt', () => {
    const week = Array.from({ length: 1000 }, (_, i) => ({
      customer_id: `c${i}`,
      clv_if_kept: (i * 37) % 1000,
    }));
    const next = week.slice(100).map((one) => ({ ...one, clv_if_kept: one.clv_if_kept * 1.1 + 3 }));
    const how = { share: 0.1, strata: 5, salt: 'one' };
    const heldOf = (people: typeof week, salt: string) =>
      new Set(
        [...drawHoldout(people, { ...how, salt })]
          .filter(([, { arm }]) => arm === 'control')
          .map(([id]) => id),
      );
    const both = (a: Set<string>, b: Set<string>) => [...a].filter((id) => b.has(id)).length;
    expect(both(heldOf(week, 'one'), heldOf(next, 'one'))).toBeGreaterThan(70);
    expect(both(heldOf(week, 'one'), heldOf(week, 'two'))).toBeLessThan(25);
  });

  it('is blind to worth within a stratum: hash order is even', () => {
    const people = Array.from({ length: 4000 }, (_, i) => ({ customer_id: `c${i}`, clv_if_kept: i }));
    const drawn = drawHoldout(people, { share: 0.25, strata: 1, salt: 's' });
    const held = people.filter(({ customer_id }) => drawn.get(customer_id)?.arm === 'control');
    const mean = held.reduce((sum, one) => sum + one.clv_if_kept, 0) / held.length;
    // Standard error of the mean of 1,000 of 4,000: 1155 / √1000 · √.75 = 31.6
    expect(Math.abs(mean - 1999.5)).toBeLessThan(4 * 31.6);
  });

  it('rounds by largest remainder', () => {
    expect(largestRemainders([100, 100, 100], 0.29)).toEqual([29, 29, 29]);
    expect(largestRemainders([7, 7, 6], 0.1)).toEqual([1, 1, 0]);
    expect(largestRemainders([], 0.5)).toEqual([]);
  });
});
