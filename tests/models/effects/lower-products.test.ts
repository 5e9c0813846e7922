import { expect, it } from 'vitest';
import { lowerProducts } from '../../../models/effects/lower-products.ts';
import { randomStream } from '../../../models/numerics/random.ts';

it.each([1, 3, 4, 7])('sums the products of %i columns in the order of the rows', (columns) => {
  const stream = randomStream(columns, 'products');
  const some = () => Float64Array.from({ length: 2500 }, () => stream.normal());
  const [values, weights] = [Array.from({ length: columns }, some), some()];
  const centres = values.map((_, j) => j / 3);
  const expected = values.map((a, j) =>
    values.map((b, k) => {
      if (k > j) return 0;
      const term = (sum: number, x: number, i: number) =>
        sum + weights[i]! * (x - centres[j]!) * (b[i]! - centres[k]!);
      return a.reduce(term, j === k ? 0.01 : 0);
    }),
  );
  expect(lowerProducts(values, weights, { centres, diagonal: 0.01 })).toEqual(expected);
});
