import { describe, expect, it } from 'vitest';
import { lostShare } from '../../../models/retention/lost-share.ts';
import { valuedRows } from '../../../models/retention/valued-rows.ts';

const unknown = Number.NaN;

describe('training rows that show how value spreads', () => {
  it('are those of which both outcomes are known', () => {
    const outcomes = {
      churned: Float64Array.of(0, 1, unknown, 0, 1),
      value: Float64Array.of(5, 0, 3, unknown, 2),
    };
    expect([...valuedRows(outcomes)]).toEqual([0, 1, 4]);
  });

  it('are thinned evenly where they are many, so that every date keeps its share', () => {
    const all = { churned: new Float64Array(50_000), value: new Float64Array(50_000) };
    const rows = valuedRows(all);
    expect(rows).toHaveLength(Math.ceil(50_000 / 3));
    expect([...rows.subarray(0, 3)]).toEqual([0, 3, 6]);
  });
});

describe('what the lost bring', () => {
  const scored = (churned: readonly number[], value: readonly number[]) => {
    const zeros = () => new Float64Array(value.length);
    const scores = { logit: zeros(), memberSpread: zeros(), value: zeros(), valueIfBought: zeros().fill(10) };
    return { churned: Float64Array.from(churned), value: Float64Array.from(value), scores };
  };

  it('is their share of what is expected of buyers like them, of those kept nothing counts', () => {
    expect(lostShare(scored([1, 1, 0], [4, 2, 100]))).toBeCloseTo(0.3, 12);
  });

  it('lies between nothing and all, and is nothing where nobody was lost', () => {
    expect(lostShare(scored([1], [90]))).toBe(1);
    expect(lostShare(scored([1], [-5]))).toBe(0);
    expect(lostShare(scored([0, 0], [9, 9]))).toBe(0);
  });
});
