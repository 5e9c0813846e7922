import { describe, expect, it } from 'vitest';
import {
  medianOfSplits,
  overlapOf,
  overlapRules,
  refusalsOf,
  treatedEffect,
} from '../../../models/effects.ts';
import { randomStream } from '../../../models/numerics.ts';

/** Customers of whom the valuable are contacted more often; contact is worth 3. */
function simulated(n: number, chance: (x: number) => number) {
  const stream = randomStream(5, 'contacted');
  const x = Float64Array.from({ length: n }, () => stream.uniform());
  const treated = Uint8Array.from(x, (one) => Number(stream.uniform() < chance(one)));
  const outcome = x.map((one, i) => 10 * one + stream.normal() + 3 * treated[i]!);
  return { x, treated, outcome, propensity: x.map(chance), expected: x.map((one) => 10 * one) };
}

const some = simulated(4000, (x) => 0.1 + 0.5 * x);
const naive = (rows: ReturnType<typeof simulated>) => {
  const mean = (of: number) => {
    const chosen = rows.outcome.filter((_, i) => rows.treated[i] === of);
    return chosen.reduce((sum, y) => sum + y, 0) / chosen.length;
  };
  return mean(1) - mean(0);
};

describe('the effect on the contacted', () => {
  it('is found where the plain difference is far off', () => {
    expect(naive(some)).toBeGreaterThan(4);
    const { value, low, high } = treatedEffect(some, 0.95);
    expect(Math.abs(value - 3)).toBeLessThan(0.2);
    expect(low < 3 && 3 < high).toBe(true);
  });

  it('is found as well where one of its two models is wrong', () => {
    const blind = { ...some, expected: some.expected.map(() => 0) };
    const even = { ...some, propensity: some.propensity.map(() => 0.35) };
    expect(Math.abs(treatedEffect(blind, 0.95).value - 3)).toBeLessThan(0.4);
    expect(Math.abs(treatedEffect(even, 0.95).value - 3)).toBeLessThan(0.2);
  });

  it('of several splits is their median, with an error for how far they lie apart', () => {
    const split = (value: number) => ({ value, standardError: 1, low: value - 2, high: value + 2 });
    const { value, standardError } = medianOfSplits([split(1), split(2), split(9)], 0.95);
    expect(value).toBe(2);
    expect(standardError).toBeCloseTo(Math.SQRT2, 12);
  });
});

describe('overlap', () => {
  const named = ({ x }: typeof some) => [{ name: 'worth', values: x }];
  const agreeing = { value: 3, standardError: 0.1, other: 3.05 };

  it('is enough where there are controls like the contacted', () => {
    const overlap = overlapOf(some.treated, some.propensity, named(some));
    expect(Math.abs(overlap.balance[0]!.before)).toBeGreaterThan(0.3);
    expect(Math.abs(overlap.balance[0]!.after)).toBeLessThan(0.1);
    expect(refusalsOf(overlap, agreeing)).toEqual([]);
    const rules = overlapRules(overlap, agreeing);
    expect(rules.map(({ rule, limit }) => [rule, limit])).toEqual([
      ['few-controls', 0.5 * overlap.treated],
      ['no-overlap', 0.05],
      ['imbalance', 0.1],
      ['one-control', 0.05],
      ['estimators-disagree', 1],
    ]);
  });

  it('is refused by name where hardly anybody like them was left alone', () => {
    const apart = simulated(1000, (x) => (x > 0.5 ? 0.99 : 0.02));
    const refusals = refusalsOf(overlapOf(apart.treated, apart.propensity, named(apart)), agreeing);
    expect(refusals.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['few-controls', 'no-overlap']));
  });

  it('is refused where another estimator disagrees', () => {
    const overlap = overlapOf(some.treated, some.propensity, named(some));
    expect(refusalsOf(overlap, { ...agreeing, other: 4 })[0]).toMatchObject({ rule: 'estimators-disagree' });
  });
});
