import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Offer } from '../../../models/uplift/allocate.ts';

const offer = (customer: number, profit: number, ...takes: number[]): Offer => ({ customer, profit, takes });

/** The best of all choices, tried one by one. */
function bestOf(offers: readonly Offer[], limits: readonly number[]): number {
  const customers = [...new Set(offers.map(({ customer }) => customer))];
  const tryFrom = (at: number, left: readonly number[]): number => {
    if (at === customers.length) return 0;
    let best = tryFrom(at + 1, left);
    for (const { customer, profit, takes } of offers) {
      if (customer !== customers[at] || takes.some((amount, r) => amount > left[r]!)) continue;
      best = Math.max(
        best,
        profit +
          tryFrom(
            at + 1,
            left.map((amount, r) => amount - takes[r]!),
          ),
      );
    }
    return best;
  };
  return tryFrom(0, limits);
}

const offers = fc.array(
  fc.record({
    customer: fc.nat({ max: 7 }),
    profit: fc.integer({ min: -20, max: 100 }),
    takes: fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5 })),
  }),
  { maxLength: 14 },
);

describe('what a budget buys', () => {
  it('is the order of profit for money where each customer has one offer and all cost alike', () => {
    const all = [offer(0, 3, 1), offer(1, 9, 1), offer(2, -1, 1), offer(3, 5, 1)];
    expect(allocate(all, [2])).toEqual({ taken: [1, 3], profit: 14, used: [2] });
    expect(allocate(all, [Number.POSITIVE_INFINITY])).toEqual({ taken: [0, 1, 3], profit: 17, used: [3] });
  });

  it('prefers several cheap contacts to one dear one that wins less than they do', () => {
    const all = [offer(0, 10, 10), offer(1, 6, 5), offer(2, 6, 5)];
    expect(allocate(all, [10]).taken).toEqual([1, 2]);
  });

  it('takes another play for a customer where the better one is too dear for what is left', () => {
    const all = [offer(0, 10, 8, 1), offer(0, 7, 2, 0), offer(1, 12, 8, 1)];
    expect(allocate(all, [10, 9])).toMatchObject({ taken: [1, 2], profit: 19 });
  });

  it('never passes a limit, never takes two of a customer, never takes what does not pay', () => {
    fc.assert(
      fc.property(offers, fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 15 })), (all, limits) => {
        const { taken, profit, used } = allocate(all, limits);
        const chosen = taken.map((i) => all[i]!);
        expect(new Set(chosen.map(({ customer }) => customer)).size).toBe(chosen.length);
        expect(chosen.every((one) => one.profit > 0)).toBe(true);
        for (const [r, amount] of used.entries()) expect(amount).toBeLessThanOrEqual(limits[r]!);
        expect(profit).toBe(chosen.reduce((sum, one) => sum + one.profit, 0));
      }),
    );
  });

  it('comes near to the best of all choices, and reaches it where nothing is scarce', () => {
    const reached: number[] = [];
    fc.assert(
      fc.property(offers, fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 15 })), (all, limits) => {
        const best = bestOf(all, limits);
        const { profit } = allocate(all, limits);
        expect(profit).toBeLessThanOrEqual(best);
        if (best > 0) reached.push(profit / best);
        const free = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
        expect(allocate(all, free).profit).toBe(bestOf(all, [1e9, 1e9]));
      }),
      { numRuns: 150, seed: 3 },
    );
    expect(reached.reduce((sum, one) => sum + one, 0) / reached.length).toBeGreaterThan(0.97);
  });
});
