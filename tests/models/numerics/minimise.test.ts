import { describe, expect, it } from 'vitest';
import { minimise } from '../../../models/numerics/minimise.ts';

describe('the search for a minimum', () => {
  it('finds that of a curved valley', () => {
    const { at, converged } = minimise(
      ([x, y]) => ({
        value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
      }),
      [-1.2, 1],
    );
    expect(converged).toBe(true);
    expect(at[0]).toBeCloseTo(1, 6);
    expect(at[1]).toBeCloseTo(1, 6);
  });

  it('ends where it stands still, and says that it did not converge', () => {
    // As where parameters are large: the value has lost its digits, and its slope never comes down to nothing.
    let asked = 0;
    const slope = (x: number, times: number) => times * (x - 1) + (x < 1 ? -1e-4 : 1e-4);
    const coarse = minimise(
      ([x, y]) => {
        asked++;
        const value = (x - 1) ** 2 + 0.1 * (y - 1) ** 2;
        return {
          value: 1 + Math.round(value * 1e6) / 1e6,
          gradient: Float64Array.of(slope(x, 2), slope(y, 0.2)),
        };
      },
      [5, 5],
    );
    expect(coarse.converged).toBe(false);
    expect(coarse.value).toBe(1);
    expect(asked).toBeLessThan(500);
  });
});
