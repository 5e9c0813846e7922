import { describe, expect, it } from 'vitest';
import { chiSquareAbove, chiSquareQuantile } from '../../../models/drift/chi-square.ts';

describe('the χ² distribution', () => {
  it.each([
    [3.841458820694124, 1, 0.05],
    [6.634896601021213, 1, 0.01],
    [16.918977604620448, 9, 0.05],
    [21.665994333461924, 9, 0.01],
    [124.3421134, 100, 0.05],
  ])(
    'is exceeded at the tables’ %f with %i degrees of freedom with a chance of %f',
    (at, degrees, chance) => {
      expect(chiSquareAbove(at, degrees)).toBeCloseTo(chance, 8);
      expect(chiSquareQuantile(chance, degrees)).toBeCloseTo(at, 6);
    },
  );

  it('has the closed form exp(−x/2) Σ (x/2)^k / k! at even degrees, far into the tail', () => {
    for (const [x, degrees] of [
      [3, 4],
      [40, 6],
      [200, 10],
      [700, 2],
    ] as const) {
      let [term, sum] = [1, 0];
      for (let k = 0; k < degrees / 2; k++) {
        if (k > 0) term *= x / 2 / k;
        sum += term;
      }
      expect(chiSquareAbove(x, degrees) / (Math.exp(-x / 2) * sum)).toBeCloseTo(1, 11);
    }
  });
});
