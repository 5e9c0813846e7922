import { describe, expect, it } from 'vitest';
import { cautionsOf, differTooMuch } from '../../../models/effects/cautions.ts';
import { type ArmRows, compareArms } from '../../../models/effects/compare-arms.ts';
import { randomStream } from '../../../models/numerics/random.ts';

const rows = (outcome: readonly number[], cost: readonly number[] | null = null): ArmRows => ({
  outcome: Float64Array.from(outcome),
  before: [],
  cost: cost && Float64Array.from(cost),
});

/** Customers who earn `base` and a little noise, and twenty more each with the campaign. */
function simulated(treated: boolean, n: number, seed: number): ArmRows {
  const stream = randomStream(seed, String(treated));
  const before = Float64Array.from({ length: n }, () => 100 + 50 * stream.normal());
  const outcome = before.map((base) => base + 10 * stream.normal() + (treated ? 20 : 0));
  return { outcome, before: [before], cost: treated ? before.map(() => 4 + stream.uniform() * 2) : null };
}

describe('an arm against the control', () => {
  const treated = simulated(true, 400, 5);
  const control = simulated(false, 300, 5);
  const result = compareArms(treated, control, 0.95);

  it('finds the effect, sharper once adjusted', () => {
    expect(Math.abs(result.adjusted!.value - 20)).toBeLessThan(3);
    expect(result.adjusted!.varianceRatio).toBeLessThan(0.1);
    expect(result.p).toBeLessThan(1e-6);
    expect(result.shares).toBeNull();
  });

  it('is wider where it may be looked at every day', () => {
    const [low, high] = result.alwaysValid;
    const { low: fixedLow, high: fixedHigh } = result.adjusted!;
    expect((high - low) / (fixedHigh - fixedLow)).toBeCloseTo(1.55, 1);
  });

  it('earns four times its cost', () => {
    expect(result.perCost!.value).toBeCloseTo(result.adjusted!.value / result.treated.cost!, 9);
    expect(result.perCost!.interval![0]).toBeLessThan(4);
    expect(result.perCost!.interval![1]).toBeGreaterThan(4);
  });

  it('has no cost of which nothing is known', () => {
    expect(compareArms({ ...treated, cost: null }, control, 0.95).perCost).toBeNull();
  });
});

describe('shares', () => {
  it('are compared by Newcombe', () => {
    const share = (kept: number, n: number) => rows(Array.from({ length: n }, (_, i) => Number(i < kept)));
    const { shares, plain } = compareArms(share(15, 120), share(9, 118), 0.95);
    expect(shares).toEqual({
      value: plain.value,
      low: expect.closeTo(-0.0298118, 7),
      high: expect.closeTo(0.1281928, 7),
    });
  });
});

describe('cautions', () => {
  const plain = Array.from({ length: 60 }, (_, i) => 50 + (i % 7));

  it('are none for arms that are large and alike', () => {
    expect(cautionsOf(rows(plain.map((y) => y + 5)), rows(plain), 0.95)).toEqual([]);
  });

  it('name a small arm', () => {
    expect(cautionsOf(rows(plain.slice(0, 29)), rows(plain), 0.95)).toEqual([{ kind: 'few', customers: 29 }]);
    expect(cautionsOf(rows(plain.slice(0, 30)), rows(plain), 0.95)).toEqual([]);
  });

  it('name arms that differ by more than half', () => {
    const skewed = plain.map((_, i) => (i % 20 === 0 ? 100 : i % 7));
    const richer = rows(skewed.map((y) => 1.6 * y));
    expect(cautionsOf(richer, rows(skewed), 0.95)[0]).toMatchObject({ kind: 'rich' });
  });

  it.each([
    ['few of about one size', 1999, 2500, true],
    ['many of about one size', 2000, 2500, false],
    ['a richer arm much smaller', 1000, 9000, true],
    ['a richer arm much larger', 900, 100, false],
  ])('but not arms whose interval holds all the same: %s', (_, richer, other, tooMuch) => {
    const [more, less] = [
      { n: richer, mean: 3, deviation: 3, farthestShare: 0.2 },
      { n: other, mean: 1, deviation: 3, farthestShare: 0.02 },
    ];
    expect(differTooMuch(more, less)).toBe(tooMuch);
    expect(differTooMuch(less, more)).toBe(tooMuch);
    expect(differTooMuch({ ...more, mean: 1.5 }, less)).toBe(false);
  });

  it('do not name differences that are large only because the mean is near zero, or that no few customers make', () => {
    const even = { mean: 3, deviation: 3, farthestShare: 0.02 };
    const apart = { mean: 0.01, deviation: 3, farthestShare: 0.02 };
    const sizes = (more: object, less: object, [a, b]: readonly [number, number]) =>
      differTooMuch({ ...even, ...more, n: a }, { ...apart, ...less, n: b });
    expect(sizes({}, {}, [100, 100])).toBe(false);
    expect(sizes({}, {}, [100, 900])).toBe(false);
    // Arms of other sizes must vary alike, or the smaller one's variance is the least known.
    expect(sizes({ deviation: 6 }, {}, [100, 900])).toBe(true);
    expect(sizes({ deviation: 6 }, {}, [100, 100])).toBe(false);
    // One customer decides an arm.
    expect(sizes({ farthestShare: 0.11 }, {}, [100, 100])).toBe(true);
    expect(sizes({}, { farthestShare: null }, [100, 100])).toBe(true);
    // Sums around zero: a customer has a large share of next to nothing.
    const centred = Array.from({ length: 80 }, (_, i) => ((7 * i) % 80) - 39.5);
    expect(cautionsOf(rows(centred.map((y) => y + 9)), rows(centred), 0.95)).toEqual([]);
  });

  it('name an arm without any money, or with small change alone, however small it is: rare buyers are missing from it by chance', () => {
    const buyers = rows(Array.from({ length: 6000 }, (_, i) => (i % 50 === 0 ? 60 : 0)));
    const nobody = rows(new Array<number>(300).fill(0));
    expect(compareArms(buyers, nobody, 0.95).plain.low).toBeGreaterThan(0);
    expect(cautionsOf(buyers, nobody, 0.95)).toMatchObject([{ kind: 'rich' }]);
    expect(cautionsOf(nobody, buyers, 0.95)).toMatchObject([{ kind: 'rich', relative: -1 }]);
    const change = rows(Array.from({ length: 300 }, (_, i) => (i % 7) / 100));
    expect(cautionsOf(buyers, change, 0.95)).toMatchObject([{ kind: 'rich' }]);
    expect(cautionsOf(change, buyers, 0.95)).toMatchObject([{ kind: 'rich' }]);
  });

  it('name one customer with a fifth of the money, and the effect without', () => {
    const [caution] = cautionsOf(rows([...plain.slice(1), 1000]), rows(plain), 0.95);
    expect(caution).toMatchObject({ kind: 'one-customer' });
    expect(Math.abs((caution as { effectWithout: number }).effectWithout)).toBeLessThan(1);
  });
});
