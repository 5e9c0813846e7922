import { describe, expect, it } from 'vitest';
import { fitRidge, fitRidgeAboveZero } from '../../../../models/learn/ridge/fit-ridge.ts';
import { randomStream } from '../../../../models/numerics/random.ts';

/** y = 0.5 + 2a − b + noise; the third column says nothing, the fourth does not vary. */
function rows(n: number, seed: number) {
  const random = randomStream(seed, 'ridge');
  const column = () => Float64Array.from({ length: n }, () => random.normal());
  const [a, b, c] = [column(), column(), column()];
  const target = a.map((value, i) => 0.5 + 2 * value - b[i] + 0.5 * random.normal());
  return { columns: [a, b, c, new Float64Array(n).fill(7)], target };
}

describe('ridge regression', () => {
  it('finds slopes, with the errors that least squares has where little is penalised', () => {
    const { slopes, penalty } = fitRidge(rows(2000, 1));
    expect(penalty).toBeLessThan(10);
    expect(slopes[0].slope).toBeCloseTo(2, 1);
    expect(slopes[1].slope).toBeCloseTo(-1, 1);
    expect(Math.abs(slopes[2].slope)).toBeLessThan(0.04);
    // 0.5 ÷ √2000
    expect(slopes[0].error).toBeCloseTo(0.0112, 3);
    expect(slopes[3]).toEqual({ slope: 0, error: 0 });
  });

  it('holds slopes at 0 or above: the one below is left out, the others are fitted anew', () => {
    const all = rows(2000, 2);
    const held = fitRidgeAboveZero(all, [true, true, true, true]);
    expect(held.slopes[0].slope).toBeCloseTo(2, 1);
    expect(held.slopes[1].slope).toBe(0);
    const free = fitRidgeAboveZero(all, [true, false, false, false]);
    expect(free.slopes[1].slope).toBeCloseTo(-1, 1);
  });

  it('in units of its own column: ten times the unit, a tenth of the slope', () => {
    const { columns, target } = rows(500, 3);
    const tenfold = columns.map((column, i) => (i === 0 ? column.map((value) => 10 * value) : column));
    const [a, b] = [fitRidge({ columns, target }), fitRidge({ columns: tenfold, target })];
    expect(b.slopes[0].slope).toBeCloseTo(a.slopes[0].slope / 10, 9);
    expect(b.slopes[1].slope).toBeCloseTo(a.slopes[1].slope, 9);
  });
});
