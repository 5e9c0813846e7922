import { describe, expect, it } from 'vitest';
import { customerPart, randomStream, shuffle } from '../../../models/numerics/random.ts';

describe('random streams', () => {
  it('repeat for the same seed and purpose, and differ for another', () => {
    const draw = (seed: number, purpose: string) => {
      const random = randomStream(seed, purpose);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(draw(7, 'a')).toEqual(draw(7, 'a'));
    expect(draw(7, 'b')).not.toEqual(draw(7, 'a'));
    expect(draw(8, 'a')).not.toEqual(draw(7, 'a'));
    expect(draw(7 + 2 ** 32, 'a')).not.toEqual(draw(7, 'a'));
  });

  it('fill an array with the numbers that would come one by one', () => {
    const [one, many] = [randomStream(7, 'fill'), randomStream(7, 'fill')];
    const filled = new Float64Array(100);
    many.fill(filled);
    expect([...filled]).toEqual(Array.from(filled, () => one.uniform()));
    expect(many.uniform()).toBe(one.uniform());
  });

  it('are uniform and normal to within sampling error', () => {
    const random = randomStream(1, 'moments');
    const n = 100_000;
    let mean = 0;
    let normalMean = 0;
    let normalSquare = 0;
    for (let i = 0; i < n; i++) {
      mean += random.uniform() / n;
      const z = random.normal();
      normalMean += z / n;
      normalSquare += (z * z) / n;
    }
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * n));
    expect(Math.abs(normalMean)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(normalSquare - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });

  it('shuffles to a permutation', () => {
    const values = Int32Array.from({ length: 100 }, (_, i) => i);
    shuffle(values, randomStream(1, 'shuffle'));
    expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...values]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('parts customers evenly', () => {
    const counts = new Array<number>(5).fill(0);
    for (let customer = 0; customer < 10_000; customer++) counts[customerPart(customer, 5, 3)]++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(160);
  });
});
