import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawArms, heldOutUpTo } from '../../../pipeline/targeting/draw-arms.ts';
import { neverDrawn } from '../../../pipeline/targeting/ledger-state.ts';
import { standing } from './fixtures.ts';

const customers = fc
  .uniqueArray(
    fc.record({
      customer_id: fc.string({ minLength: 1 }),
      clv_if_kept: fc.integer({ min: -5, max: 50 }),
      churn: fc.constantFrom(0.1, 0.5, 0.5, 0.9, null),
    }),
    { selector: ({ customer_id }) => customer_id, maxLength: 120 },
  )
  .map((people) => people.map((one) => ({ ...one, ledger: neverDrawn })));
const holdout = fc.record({
  share: fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
  strata: fc.integer({ min: 1, max: 7 }),
  riskStrata: fc.integer({ min: 1, max: 3 }),
  salt: fc.string({ minLength: 1 }),
});
const request = (over: object, before = new Map<number, number>()) => ({
  campaign: standing({ holdout: over }),
  asOf: '2026-01-01',
  run: 'abc123',
  file: 1,
  before,
});

describe('drawing arms', () => {
  it('holds out the share of every stratum to within one customer, whatever was drawn before', () => {
    fc.assert(
      fc.property(customers, holdout, fc.nat({ max: 2000 }), (people, how, before) => {
        const strata = new Map(
          Array.from({ length: how.strata * how.riskStrata }, (_, i) => [i + 1, before]),
        );
        const drawn = drawArms(people, request(how, strata));
        expect(drawn.map(({ customer_id: id }) => id).sort()).toEqual(
          people.map(({ customer_id: id }) => id).sort(),
        );
        for (let stratum = 1; stratum <= how.strata * how.riskStrata; stratum++) {
          const group = drawn.filter((one) => one.stratum === stratum);
          const held = group.filter(({ arm }) => arm === 'control').length;
          const all = heldOutUpTo(before, stratum, standing({ holdout: how })) + held;
          expect(Math.abs(all - how.share * (before + group.length))).toBeLessThan(1);
        }
      }),
    );
  });

  it('comes to the share over strata of equal size together, to within one customer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), holdout, (size, how) => {
        const people = Array.from({ length: size * how.strata * how.riskStrata }, (_, i) => ({
          customer_id: `c${i}`,
          clv_if_kept: i,
          churn: (i % 7) / 10,
          ledger: neverDrawn,
        }));
        const held = drawArms(people, request(how)).filter(({ arm }) => arm === 'control').length;
        expect(Math.abs(held - how.share * people.length)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('gives everyone the same chance, the first place of a row no less than the tenth', () => {
    const share = 0.3;
    const salts = 4000;
    for (const place of [0, 1, 5, 9]) {
      let held = 0;
      for (let i = 0; i < salts; i++) {
        const campaign = standing({ holdout: { share, strata: 3, salt: `s${i}` } });
        held += heldOutUpTo(place + 1, 2, campaign) - heldOutUpTo(place, 2, campaign);
      }
      expect(Math.abs(held / salts - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / salts));
    }
  });

  it('does not depend on the order of the customers', () => {
    fc.assert(
      fc.property(customers, holdout, (people, how) => {
        expect(drawArms([...people].reverse(), request(how))).toEqual(drawArms(people, request(how)));
      }),
      { numRuns: 30 },
    );
  });

  it('draws nobody who has an arm, and counts their places in the strata', () => {
    const people = Array.from({ length: 10 }, (_, i) => ({
      customer_id: `c${i}`,
      clv_if_kept: i,
      churn: (i % 7) / 10,
      ledger: neverDrawn,
    }));
    const first = drawArms(people, request({ share: 0.5 }));
    expect(first.find((one) => one.customer_id === 'c9')).toMatchObject({
      stratum: 1,
      arm_until: '2026-04-01',
    });
    expect(first.find((one) => one.customer_id === 'c0')?.stratum).toBe(10);
    expect(first.filter(({ arm }) => arm === 'control').length).toBe(5);
    const again = people.map((one, i) => ({
      ...one,
      ledger: { ...neverDrawn, drawn: i < 8 ? first[0]! : null },
    }));
    expect(
      drawArms(again, request({ share: 0.5 }))
        .map(({ customer_id: id }) => id)
        .sort(),
    ).toEqual(['c8', 'c9']);
  });

  it('draws others under another salt, another campaign, another term', () => {
    const people = Array.from({ length: 1000 }, (_, i) => ({
      customer_id: `c${i}`,
      clv_if_kept: (i * 37) % 1000,
      churn: (i % 7) / 10,
      ledger: neverDrawn,
    }));
    const heldOf = (how: object, change = {}, term = 1) => {
      const base = request({ share: 0.1, ...how });
      const drawn = drawArms(
        people.map((one) => ({ ...one, ledger: { ...neverDrawn, nextTerm: term } })),
        { ...base, campaign: { ...base.campaign, ...change } },
      );
      return new Set(drawn.filter(({ arm }) => arm === 'control').map(({ customer_id: id }) => id));
    };
    const one = heldOf({ salt: 'one' });
    expect(one).toEqual(heldOf({ salt: 'one' }));
    for (const other of [
      heldOf({ salt: 'two' }),
      heldOf({ salt: 'one' }, { name: 'spring' }),
      heldOf({ salt: 'one' }, {}, 2),
    ]) {
      expect(Math.abs(other.size - 100)).toBeLessThanOrEqual(1);
      expect([...other].filter((id) => one.has(id)).length).toBeLessThan(25);
    }
  });

  it('is blind to worth within a stratum: hash order is even', () => {
    const people = Array.from({ length: 4000 }, (_, i) => ({
      customer_id: `c${i}`,
      clv_if_kept: i,
      churn: (i % 7) / 10,
      ledger: neverDrawn,
    }));
    const drawn = drawArms(people, request({ share: 0.25, strata: 1, riskStrata: 1, salt: 's' }));
    const held = drawn
      .filter(({ arm }) => arm === 'control')
      .map(({ customer_id: id }) => Number(id.slice(1)));
    const mean = held.reduce((sum, one) => sum + one, 0) / held.length;
    // Standard error of the mean of 1,000 of 4,000: 1155 / √1000 · √.75 = 31.6
    expect(Math.abs(mean - 1999.5)).toBeLessThan(4 * 31.6);
  });
});
