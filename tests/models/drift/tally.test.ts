import { expect, it } from 'vitest';
import { countInto, distributionOf, tallyOf } from '../../../models/drift/distribution.ts';
import { randomStream } from '../../../models/numerics.ts';
import type { FeatureColumn } from '../../../models/types.ts';

it('a tally counts rows in any bins as they are counted one by one', () => {
  const random = randomStream(3, 'tally');
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0];
  const drawn = (n: number, spread: number): FeatureColumn => ({
    kind: 'number',
    name: 'x',
    values: Float64Array.from({ length: n }, () =>
      random.uniform() < 0.3 ? odd[random.integer(odd.length)]! : Math.round(spread * random.uniform()),
    ),
  });
  for (let round = 0; round < 50; round++) {
    const [reference, now] = [drawn(100, 30), drawn(80, 50)];
    const some = Uint8Array.from({ length: 80 }, () => random.integer(2));
    const { bins, counts } = distributionOf(reference, new Uint8Array(100).fill(1));
    expect(counts).toEqual([...countInto(bins, reference, new Uint8Array(100).fill(1))]);
    expect(tallyOf(now, some).into(bins)).toEqual(countInto(bins, now, some));
  }
  const nobody = new Uint8Array(80);
  const { bins, counts } = distributionOf(drawn(80, 9), nobody);
  expect([bins, counts]).toEqual([{ kind: 'number', least: Number.NaN, cuts: [] }, [0, 0, 0]]);
  expect(tallyOf(drawn(80, 9), nobody).into(bins)).toEqual(new Float64Array(3));
});
