import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLists } from '../../../pipeline/targeting/make-lists.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { candidate, selection, targeting } from './fixtures.ts';

const request = (over: Record<string, unknown> = {}) => ({
  asOf: '2026-01-01',
  run: 'abc123',
  targeting: targeting(over),
  timeZone: 'UTC',
  seed: 1,
});

const someone = fc.record({
  churn: fc.double({ min: 0.05, max: 0.89, noNaN: true }),
  clv_if_kept: fc.double({ min: 20, max: 5000, noNaN: true }),
  consent: fc.constantFrom(true, true, true, false, null),
  touches_90d: fc.integer({ min: 0, max: 14 }),
});
const crowd = fc
  .array(someone, { maxLength: 60 })
  .map((people) => people.map((one, i) => candidate({ ...one, customer_id: `c${i}` })));
const goneCrowd = fc
  .array(
    fc.record({ clv_if_kept: fc.integer({ min: 1, max: 900 }), long: fc.boolean(), consent: fc.boolean() }),
    { maxLength: 20 },
  )
  .map((people) =>
    people.map(({ clv_if_kept, long, consent }, i) => gone(`g${i}`, clv_if_kept, long, consent)),
  );

function gone(id: string, worth: number, long: boolean, consent = true): SelectedCustomer {
  const standing = long ? 'beyond_lookback' : 'above_gone_probability';
  const churn = long ? null : 0.97;
  return { ...candidate({ customer_id: id, standing, churn, clv_if_kept: worth, consent }), priority: worth };
}

describe('the lists', () => {
  it('keep every promise for any crowd', () => {
    fc.assert(
      fc.property(crowd, goneCrowd, fc.integer({ min: 1, max: 40 }), (people, left, listSize) => {
        const lists = makeLists(selection(people, left), request({ listSize, holdout: { share: 0.3 } }));
        const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => String(row.customer_id));
        const arms = new Map(lists.assignments.rows.map((row) => [String(row.customer_id), row.arm]));
        const suppressed = new Set(ids(lists.suppressed.rows));
        for (const id of ids(lists.atRisk.rows)) {
          expect(id.startsWith('c')).toBe(true); // nobody gone
          expect(suppressed.has(id)).toBe(false);
          expect(arms.get(id)).toBe('contact');
        }
        const f = lists.funnel;
        const leftOver = f.customers - f.goneBeyondLookback - f.goneAboveProbability - f.notAtRisk;
        expect(leftOver - f.notHighValue - f.beyondListSize - f.suppressed).toBe(f.listed);
        expect(f.listed - f.heldOut).toBe(f.contacted);
        expect(lists.atRisk.rows.length).toBe(f.contacted);
        expect(lists.assignments.rows.length).toBe(f.listed);
        expect(lists.suppressed.rows.length).toBe(f.suppressed);
        expect(f.listed).toBeLessThanOrEqual(listSize);
        const w = lists.winBackCounts;
        expect(w.gone - w.suppressed - w.beyondListSize).toBe(w.listed);
        expect(lists.winBack.rows.length).toBe(w.listed);
        const priorities = lists.atRisk.rows.map((row) => Number(row.priority));
        expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
        expect(lists.atRisk.rows.map((row) => row.rank)).toEqual(priorities.map((_, i) => i + 1));
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of the customers', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const mixed = [...people].reverse();
        expect(makeLists(selection(mixed), request({ listSize: 10 }))).toEqual(
          makeLists(selection(people), request({ listSize: 10 })),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('give the place of someone left alone to the next, and count nobody below the last place', () => {
    const people = [
      candidate({ customer_id: 'first', priority: 50 }),
      candidate({ customer_id: 'left alone', priority: 40, consent: false }),
      candidate({ customer_id: 'second', priority: 30 }),
      candidate({ customer_id: 'below', priority: 20 }),
      candidate({ customer_id: 'below and left alone', priority: 10, consent: false }),
    ];
    const lists = makeLists(selection(people), request({ listSize: 2, holdout: { share: 0 } }));
    expect(lists.atRisk.rows.map((row) => row.customer_id)).toEqual(['first', 'second']);
    expect(lists.suppressed.rows.map((row) => [row.customer_id, row.rule])).toEqual([
      ['left alone', 'no_consent'],
    ]);
    expect(lists.funnel).toMatchObject({ listed: 2, suppressed: 1, beyondListSize: 2, heldOut: 0 });
  });

  it('carry the columns of the contract, rounded, with reasons and play', () => {
    const one = candidate({ customer_id: '00012', churn: 0.123456, clv_if_kept: 1234.5678, priority: 9.999 });
    const lists = makeLists(selection([one]), request({ holdout: { share: 0 } }));
    expect(lists.atRisk.rows[0]).toMatchObject({
      rank: 1,
      rank_stability: 1,
      customer_id: '00012',
      churn: 0.1235,
      clv_if_kept: 1234.57,
      priority: 10,
      reason_1: '3 open cases; usual is 0',
      reason_2: null,
      play: 'Call about the open case',
      channel: 'phone',
      arm: 'contact',
      open_ticket_days: 12,
    });
    expect(Object.keys(lists.atRisk.rows[0]!)).toEqual(lists.atRisk.columns.map(({ name }) => name));
  });

  it('put the held out into the ledger with what would have been done, and say what the arms can show', () => {
    const people = Array.from({ length: 40 }, (_, i) =>
      candidate({ customer_id: `c${i}`, clv_if_kept: 100 + i }),
    );
    const lists = makeLists(
      selection(people),
      request({ listSize: 40, holdout: { share: 0.25, strata: 4 } }),
    );
    const held = lists.assignments.rows.filter((row) => row.arm === 'control');
    expect(held.length).toBe(10);
    expect(held[0]).toMatchObject({
      as_of: '2026-01-01',
      run: 'abc123',
      share: 0.3,
      play: 'Call about the open case',
    });
    expect(lists.holdout.strata.map(({ listed, heldOut }) => [listed, heldOut])).toEqual([
      [10, 3],
      [10, 3],
      [10, 2],
      [10, 2],
    ]);
    expect(lists.holdout.expectedRetention).toBeCloseTo(0.5, 12);
    expect(lists.holdout.detectableDifference).toBeGreaterThan(0.4);
  });

  it('rank the gone by worth, say why they are gone, and leave alone those who may not be contacted', () => {
    const left = [gone('long', 300, true), gone('likely', 500, false), gone('no consent', 900, true, false)];
    const lists = makeLists(selection([], left), request());
    expect(lists.winBack.rows.map((row) => [row.rank, row.customer_id, row.churn, row.why_gone])).toEqual([
      [1, 'likely', 0.97, 'above_gone_probability'],
      [2, 'long', null, 'beyond_lookback'],
    ]);
    expect(lists.winBackSuppressed.rows.map((row) => row.customer_id)).toEqual(['no consent']);
    expect(lists.notes).toEqual(['Nobody is listed: no candidate may be contacted.']);
  });

  it('say when a listed customer has no reason', () => {
    const people = [
      candidate({ customer_id: 'a', reasons: null }),
      candidate({ customer_id: 'b', reasons: [] }),
    ];
    const lists = makeLists(selection(people), request({ holdout: { share: 0 } }));
    expect(lists.notes).toHaveLength(1);
    expect(lists.atRisk.rows.map((row) => row.play)).toEqual(['Personal note', 'Personal note']);
  });
});
