import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binRows } from '../../../../models/learn/trees/bin-rows.ts';
import { binCount, missingBin } from '../../../../models/learn/trees/binning.ts';
import { evenCuts } from '../../../../models/learn/trees/even-cuts.ts';
import { fitBinning } from '../../../../models/learn/trees/fit-binning.ts';
import { category, number, table } from '../../tables.ts';

const sorted = (values: number[]) => Float64Array.from(values).sort();
const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value);

describe('cuts of a number', () => {
  it('stand half-way between few values', () => {
    expect([...evenCuts(sorted([0, 0, 1, 5]), 16)]).toEqual([0.5, 3]);
  });

  it('part many values evenly', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => i);
    expect([...evenCuts(values, 4)]).toEqual([249.5, 499.5, 749.5]);
  });

  it('leave a value that many rows share alone in its bin', () => {
    const values = sorted([...Array.from({ length: 300 }, (_, i) => i - 150.5), ...repeat(0, 700)]);
    const cuts = evenCuts(values, 8);
    expect(cuts).toContain(0.25);
    expect(cuts).toContain(-0.25);
  });

  it('are none for a constant or nothing at all', () => {
    expect(evenCuts(sorted([7, 7, 7]), 8)).toHaveLength(0);
    expect(evenCuts(new Float64Array(), 8)).toHaveLength(0);
  });

  it('rise, are at most one fewer than the bins, and never part equal values, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 80 }),
        fc.integer({ min: 2, max: 20 }),
        (values, bins) => {
          const cuts = evenCuts(sorted(values), bins);
          expect(cuts.length).toBeLessThan(bins);
          cuts.forEach((cut, c) => {
            expect(Number.isFinite(cut)).toBe(true);
            if (c > 0) expect(cut).toBeGreaterThan(cuts[c - 1]);
          });
        },
      ),
    );
  });

  it('part neighbouring doubles, whose middle rounds to one of them', () => {
    const above = 1 + Number.EPSILON;
    const binning = fitBinning(table(number('x', [1, above])), 8);
    expect([...binRows(binning, table(number('x', [1, above]))).bins]).toEqual([0, 1]);
  });
});

describe('bins', () => {
  it('of infinite values are the outer ones, and of unknown values the last byte', () => {
    const binning = fitBinning(table(number('x', [1, 2, 3, 4, Infinity, -Infinity])), 8);
    const rows = binRows(binning, table(number('x', [-Infinity, 1, 2.4, 9e300, Infinity, Number.NaN])));
    expect([...rows.bins]).toEqual([0, 0, 1, 3, 3, missingBin]);
  });

  it('of levels follow their number of rows; rare and new ones share one', () => {
    const texts = [...repeat('b', 30), ...repeat('a', 20), 'c', 'd', null];
    const binning = fitBinning(table(category('plan', texts)), 8);
    expect(binning.features[0]).toMatchObject({ levels: ['b', 'a'], otherBin: 2 });
    expect(binCount(binning.features[0])).toBe(3);
    const rows = binRows(binning, table(category('plan', ['a', 'b', 'd', 'new', null])));
    expect([...rows.bins]).toEqual([1, 0, 2, 2, missingBin]);
  });

  it('of a new level are those of unknown ones where training had no rare level', () => {
    const binning = fitBinning(table(category('plan', [...repeat('b', 30), ...repeat('a', 20)])), 8);
    expect([...binRows(binning, table(category('plan', ['new', 'b']))).bins]).toEqual([missingBin, 0]);
  });

  it('of 5,000 levels fit into a byte', () => {
    const texts = Array.from({ length: 60_000 }, (_, i) => `level ${i % 5000}`);
    const binning = fitBinning(table(category('id', texts)), 8);
    expect(binCount(binning.features[0])).toBe(255);
    const { bins } = binRows(binning, table(category('id', texts)));
    expect(new Set(bins).size).toBe(255);
    expect(bins.includes(missingBin)).toBe(false);
  });

  it('of some rows are those of the whole table', () => {
    const whole = table(number('x', [1, 2, 3]), category('c', ['u', null, 'u']));
    const binning = fitBinning(whole, 8);
    expect([...binRows(binning, whole, Int32Array.of(2, 0)).bins]).toEqual([2, 0, 0, 0]);
  });

  it('are refused by name where a column lacks or is of another kind', () => {
    const binning = fitBinning(table(number('x', [1, 2])), 8);
    expect(() => binRows(binning, table(number('y', [1])))).toThrow(
      /trained with "x", which the table lacks/,
    );
    expect(() => binRows(binning, table(category('x', ['1'])))).toThrow(
      /"x" was a number in training and is a category/,
    );
  });
});
