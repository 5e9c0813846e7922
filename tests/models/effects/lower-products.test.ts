import { expect, it } from 'vitest';
import { lowerProducts } from '../../../models/effects/lower-products.ts';
import { randomStream } from '../../../models/numerics.ts';

it('sums four side by side are, to the last bit, what each sum is by itself', () => {
  const random = randomStream(1, 'columns');
  const columns = () =>
    Array.from({ length: 10 }, () => Float64Array.from({ length: 37 }, () => random.normal()));
  const [left, right] = [columns(), columns()];
  const expected = left.map((a, j) =>
    right.map((b, k) => (k > j ? 0 : a.reduce((sum, x, i) => sum + x * b[i]!, j === k ? 0.01 : 0))),
  );
  expect(lowerProducts(left, right, 0.01)).toEqual(expected);
});
