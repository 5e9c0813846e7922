import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics.ts';
import { maturedLevel } from '../../../pipeline/training/matured-level.ts';

/** Customers whose value is exponential around what was predicted, times a season. */
function customers(count: number, season: number, seed: number) {
  const random = randomStream(seed, 'matured');
  const predicted = Float64Array.from({ length: count }, () => 10 + 90 * random.uniform());
  return { predicted, realised: predicted.map((p) => -season * p * Math.log(1 - random.uniform())) };
}

describe('level of a matured date', () => {
  it('is the season of many customers', () => {
    const { level, measured } = maturedLevel(customers(8000, 1.3, 1));
    expect(measured! / 1.3).toBeCloseTo(1, 1);
    expect(level / measured!).toBeCloseTo(1, 2);
  });

  it('is hardly moved by chance, and never away from 1', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { level, measured } = maturedLevel(customers(200, 1, seed));
      expect(Math.abs(Math.log(level))).toBeLessThanOrEqual(Math.abs(Math.log(measured!)));
      expect(Math.abs(level - 1), `seed ${seed}`).toBeLessThan(0.2);
    }
    const levels = Array.from({ length: 40 }, (_, seed) => maturedLevel(customers(200, 1, seed)).level);
    expect(levels.filter((level) => level === 1).length).toBeGreaterThan(15);
  });

  it('is not taken from one large order', () => {
    const { predicted, realised } = customers(500, 1, 3);
    realised[7] = 20_000;
    const { level, measured } = maturedLevel({ predicted, realised });
    expect(measured).toBeGreaterThan(1.5);
    expect(level).toBeLessThan(1.15);
    realised[7] = 2_000_000;
    expect(maturedLevel({ predicted, realised }).level).toBe(1);
    expect(maturedLevel({ predicted: Float64Array.of(30), realised: Float64Array.of(300) }).level).toBe(1);
  });

  it('leaves out whose value is not known, and says nothing where none is', () => {
    const known = { realised: Float64Array.of(2, Number.NaN, 4, 4), predicted: Float64Array.of(1, 9, 2, 2) };
    expect(maturedLevel(known)).toMatchObject({ level: 2, measured: 2 });
    const nobody = { realised: Float64Array.of(0, 0), predicted: Float64Array.of(1, 1) };
    expect(maturedLevel(nobody)).toEqual({ level: 1, measured: null });
    expect(maturedLevel({ ...nobody, predicted: Float64Array.of(Number.NaN, 1) }).measured).toBeNull();
  });
});
