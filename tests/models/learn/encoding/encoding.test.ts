import { describe, expect, it } from 'vitest';
import { ModelDataError } from '../../../../models/errors.ts';
import { referenceCells, rowEncoder } from '../../../../models/learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../../../models/learn/encoding/fit-encoding.ts';
import { quantileEdges } from '../../../../models/learn/encoding/quantile-edges.ts';
import type { FeatureColumn, FeatureTable } from '../../../../models/types.ts';

const table = (...columns: FeatureColumn[]): FeatureTable => {
  const first = columns[0];
  return { rowCount: first.kind === 'number' ? first.values.length : first.codes.length, columns };
};
const number = (name: string, values: ArrayLike<number>): FeatureColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const category = (name: string, texts: readonly (string | null)[]): FeatureColumn => {
  const levels = [...new Set(texts.filter((t) => t !== null))].sort();
  return {
    kind: 'category',
    name,
    levels,
    codes: Int32Array.from(texts, (t) => (t ? levels.indexOf(t) : -1)),
  };
};
const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value);
const ramp = (n: number) => Array.from({ length: n }, (_, i) => i);
const all = (n: number) => Int32Array.from(ramp(n));

describe('quantile edges', () => {
  it('take all of few values, and quantiles of many', () => {
    expect([...quantileEdges(Float64Array.of(0, 0, 1, 1, 2), 16)]).toEqual([0, 1, 2]);
    expect([...quantileEdges(Float64Array.from(ramp(1001)), 4)]).toEqual([0, 250, 500, 750, 1000]);
    expect([...quantileEdges(Float64Array.of(7, 7, 7), 16)]).toEqual([7]);
  });

  it('give a spike an edge of its own and cut the rest evenly', () => {
    const values = Float64Array.from([...repeat(0, 900), ...ramp(101).map((i) => 100 + i)]);
    const edges = quantileEdges(values, 5);
    expect([...edges]).toEqual([0, 100, 125, 150, 175, 200]);
  });
});

describe('encoded rows', () => {
  it('are a bin and a fraction for a number, clamped at the outer edges, infinite values too', () => {
    const encoding = fitEncoding(table(number('x', ramp(1001))), 4);
    const values = [0, 125, 1000, -5, 2000, Infinity, -Infinity];
    const { row, weight } = rowEncoder(encoding, table(number('x', values))).encode(all(7));
    expect([...row]).toEqual([0, 0, 3, 0, 3, 3, 0]);
    expect([...weight]).toEqual([0, 0.5, 1, 0, 1, 1, 0]);
  });

  it('stay finite at the ends of the doubles', () => {
    const huge = [...repeat(-1.7e308, 20), ...repeat(1.7e308, 20), Infinity, Number.NaN];
    const encoding = fitEncoding(table(number('x', huge)), 16);
    const probe = table(number('x', [0, 1.7e308, 5e-324, Number.NaN]));
    const { weight } = rowEncoder(encoding, probe).encode(all(4));
    expect([...weight].every(Number.isFinite)).toBe(true);
    expect(weight[0]).toBeCloseTo(0.5);
  });

  it('have a row for missing values where training taught one, else the usual value', () => {
    const some = fitEncoding(table(number('x', [...ramp(50), ...repeat(Number.NaN, 10)])), 4);
    const few = fitEncoding(table(number('x', [...ramp(51), Number.NaN])), 4);
    const missing = table(number('x', [Number.NaN]));
    expect([...rowEncoder(some, missing).encode(all(1)).row]).toEqual([4]);
    const usual = table(number('x', [25]));
    expect(rowEncoder(few, missing).encode(all(1))).toEqual(rowEncoder(few, usual).encode(all(1)));
  });

  it('say what is usual by the rows that say so, and encode all as before', () => {
    const rows = table(
      number('days', [...repeat(300, 60), ...ramp(41)]),
      number('cases', [...repeat(Number.NaN, 60), ...repeat(2, 41)]),
      category('plan', [...repeat('none', 60), ...repeat('basic', 30), ...repeat('plus', 11)]),
      category('shop', [...repeat(null, 60), ...repeat('north', 30), ...repeat('south', 11)]),
    );
    const active = Int32Array.from(ramp(41), (i) => 60 + i);
    const [all101, theirs] = [fitEncoding(rows, 16), fitEncoding(rows, 16, active)];
    expect(all101.features.map(({ usual }) => usual)).toEqual([300, 2, 'none', 'north']);
    expect(theirs.features.map(({ usual }) => usual)).toEqual([20, 2, 'basic', 'north']);
    expect(rowEncoder(theirs, rows).encode(all(101))).toEqual(rowEncoder(all101, rows).encode(all(101)));
    const cellsOfUsual = table(
      number('days', [20]),
      number('cases', [2]),
      category('plan', ['basic']),
      category('shop', ['north']),
    );
    const { row, weight } = rowEncoder(theirs, cellsOfUsual).encode(all(1));
    expect(referenceCells(theirs)).toEqual({ rowCount: 1, featureCount: 4, row, weight });
    // nobody of theirs has a value: that of all
    const none = fitEncoding(rows, 16, Int32Array.from(ramp(60)));
    expect(none.features.map(({ usual }) => usual)).toEqual([300, 2, 'none', '']);
  });

  it('pool rare levels, and put new ones with them', () => {
    const texts = [
      ...repeat('a', 30),
      ...repeat('b', 20),
      ...ramp(12).map((i) => `rare${i}`),
      ...repeat(null, 11),
    ];
    const encoding = fitEncoding(table(category('plan', texts)), 16);
    const probe = table(category('plan', ['a', 'b', 'rare3', 'new', null]));
    expect([...rowEncoder(encoding, probe).encode(all(5)).row]).toEqual([0, 1, 2, 2, 3]);
  });

  it('read levels by text, whatever their codes', () => {
    const encoding = fitEncoding(table(category('plan', [...repeat('a', 30), ...repeat('b', 20)])), 16);
    const probe = table({
      kind: 'category',
      name: 'plan',
      levels: ['b', 'z'],
      codes: Int32Array.of(0, 1, -1),
    });
    expect([...rowEncoder(encoding, probe).encode(all(3)).row]).toEqual([1, 0, 0]);
  });

  it('leave out what never varied, and pool a 5,000-level category', () => {
    const n = 5000;
    const encoding = fitEncoding(
      table(
        number('constant', repeat(3, n)),
        number('empty', repeat(Number.NaN, n)),
        category('id', ramp(n).map(String)),
        number('x', ramp(n)),
      ),
      16,
    );
    expect(encoding.features.map((f) => f.rowCount)).toEqual([0, 0, 0, 16]);
    expect(encoding.tableRows).toBe(16);
  });

  it('ignore further columns and refuse missing ones by name', () => {
    const encoding = fitEncoding(table(number('x', ramp(100)), number('y', ramp(100))), 4);
    const more = table(number('z', [1]), number('y', [1]), number('x', [1]));
    expect(rowEncoder(encoding, more).encode(all(1)).featureCount).toBe(2);
    expect(() => rowEncoder(encoding, table(number('x', [1])))).toThrow(/"y".*lacks/);
    expect(() => rowEncoder(encoding, table(category('x', ['a']), number('y', [1])))).toThrow(
      /"x" was a number in training and is a category now/,
    );
  });

  it('refuse a table in which nothing varies or a name stands twice', () => {
    expect(() => fitEncoding(table(number('x', repeat(1, 80))), 4)).toThrow(ModelDataError);
    expect(() => fitEncoding(table(number('x', ramp(80)), number('x', ramp(80))), 4)).toThrow(
      /"x" stands twice/,
    );
  });
});
