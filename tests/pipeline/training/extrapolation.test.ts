import { describe, expect, it } from 'vitest';
import { frequencyStratum, learnExtrapolation } from '../../../pipeline/training/extrapolation.ts';

const values = (rows: readonly (readonly [stratum: number, observed: number, full: number])[]) => ({
  stratum: Uint8Array.from(rows, ([s]) => s),
  observed: Float64Array.from(rows, ([, o]) => o),
  full: Float64Array.from(rows, ([, , f]) => f),
});

describe('value beyond the observed days', () => {
  it('is the ratio of the sums in each stratum, refunds and zeros included', () => {
    const learned = learnExtrapolation(
      values([
        [0, 0, 10],
        [0, 10, 20],
        [1, 100, 150],
        [1, -20, 10],
        [2, 50, 50],
      ]),
      1,
    );
    expect(learned.factors).toEqual([3, 2, 1]);
    expect(learned.rows).toEqual([2, 2, 1]);
    expect(learned.notes).toEqual([]);
  });

  it('is the pooled ratio where a stratum is too small or worth nothing, and says so', () => {
    const learned = learnExtrapolation(
      values([
        [0, 0, 0],
        [0, 0, 5],
        [1, 10, 20],
        [1, 10, 25],
        [2, 1, 9],
      ]),
      2,
    );
    expect(learned.pooled).toBeCloseTo(59 / 21, 12);
    expect(learned.factors).toEqual([learned.pooled, 45 / 20, learned.pooled]);
    expect(learned.notes).toHaveLength(2);
  });

  it('leaves out rows that have not matured, and refuses where nothing is left', () => {
    expect(
      learnExtrapolation(
        values([
          [1, 10, 20],
          [1, 10, Number.NaN],
        ]),
        1,
      ).pooled,
    ).toBe(2);
    expect(() => learnExtrapolation(values([[1, 0, 0]]))).toThrow(/clv\.horizonDays/);
  });

  it('takes a count that is not known for none', () => {
    expect([...frequencyStratum(Float64Array.of(0, 1, 2, 9, Number.NaN))]).toEqual([0, 1, 2, 2, 0]);
  });
});
