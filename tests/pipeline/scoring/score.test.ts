import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { describe, expect, it } from 'vitest';
import type { Prediction, RetentionModel } from '../../../models/types.ts';
import { scoreCustomers } from '../../../pipeline/scoring/score.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';

/** A model that answers the same for everybody, unless said otherwise. */
function modelOf(over: Partial<Record<keyof Prediction, number[]>> = {}): RetentionModel {
  const usual: Record<keyof Prediction, number> = {
    churn: 0.4,
    churnLow: 0.3,
    churnHigh: 0.5,
    value: 60,
    valueP10: 10,
    valueP50: 50,
    valueP90: 120,
    valueZero: 0.05,
    valueIfKept: 100,
    valueIfLost: 5,
  };
  return {
    kind: 'fixed',
    predict: ({ rowCount }) =>
      Object.fromEntries(
        Object.entries(usual).map(([name, value]) => [
          name,
          Float64Array.from(over[name as keyof Prediction] ?? new Array(rowCount).fill(value)),
        ]),
      ) as unknown as Prediction,
    explain: () => {
      throw new Error('not asked for here');
    },
    usual: () => [],
    save: () => ({ manifest: {}, weights: new Uint8Array() }),
  };
}

const input = (active: number[]) => ({
  customerIds: active.map((_, i) => `c${i}`),
  active: Uint8Array.from(active),
  table: { rowCount: active.length, columns: [] },
});
const extrapolate = (stratum: number[]) => ({ factors: [1, 2, 3], stratum: Uint8Array.from(stratum) });

describe('scoring', () => {
  it('extrapolates every amount by the customer’s stratum and keeps both parts apart', () => {
    const scores = scoreCustomers(modelOf(), input([1, 1]), extrapolate([1, 2]));
    expect([...scores.clv]).toEqual([120, 180]);
    expect([...scores.clvExtrapolated]).toEqual([60, 120]);
    expect([...scores.clvIfKept]).toEqual([200, 300]);
    expect(scores.valueAtRisk[0]).toBeCloseTo(0.4 * (200 - 10), 12);
  });

  it('gives a customer beyond the look-back a worth and no chance of leaving', () => {
    const scores = scoreCustomers(modelOf(), input([0]), extrapolate([0]));
    expect(scores.churn[0]).toBeNaN();
    expect(scores.valueAtRisk[0]).toBeNaN();
    expect(scores.clvIfKept[0]).toBe(100);
  });

  it.each([
    ['churn', [Number.NaN]],
    ['churn', [1.2]],
    ['valueP90', [Number.POSITIVE_INFINITY]],
    ['value', [Number.NaN]],
  ] as const)('stops a model that answers %s %j', (name, values) => {
    const model = modelOf({ [name]: [...values] });
    expect(() => scoreCustomers(model, input([1]), extrapolate([0]))).toThrow(new RegExp(`for ${name} `));
  });

  it('refuses columns of different length and a stratum without a factor', () => {
    expect(() => scoreCustomers(modelOf(), input([1, 1]), extrapolate([0]))).toThrow(/2 rows/);
    expect(() => scoreCustomers(modelOf(), input([1]), extrapolate([7]))).toThrow(/stratum 7/);
  });

  it('writes the same bytes whatever the order of customers, NaN as null', async () => {
    const model = modelOf();
    const forth = scoreCustomers(model, input([1, 0]), extrapolate([0, 1]));
    const back = {
      ...scoreCustomers(model, { ...input([0, 1]), customerIds: ['c1', 'c0'] }, extrapolate([1, 0])),
    };
    const bytes = writeScores(forth);
    expect(writeScores(back)).toEqual(bytes);
    const rows = await parquetReadObjects({ file: bytes.slice().buffer, compressors });
    expect(rows.map((row) => [row.customer_id, row.active, row.churn])).toEqual([
      ['c0', true, 0.4],
      ['c1', false, null],
    ]);
  });
});
