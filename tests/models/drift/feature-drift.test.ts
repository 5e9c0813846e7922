import { describe, expect, it } from 'vitest';
import { countInto, distributionOf } from '../../../models/drift/distribution.ts';
import { type Compared, driftOf, familiesOf } from '../../../models/drift/feature-drift.ts';
import { holm } from '../../../models/numerics/holm.ts';
import { randomStream } from '../../../models/numerics/random.ts';

/** Features of `n` customers then and now; `move` changes what is now. */
function night(
  features: number,
  n: number,
  seed: number,
  move: (value: number, feature: number) => number = (value) => value,
): Compared[] {
  const random = randomStream(seed, 'night');
  const all = new Uint8Array(n).fill(1);
  return Array.from({ length: features }, (_, f) => {
    const values = () => Float64Array.from({ length: n }, () => random.normal());
    const column = { kind: 'number', name: `f${f}` } as const;
    const reference = distributionOf({ ...column, values: values() }, all);
    const current = countInto(reference.bins, { ...column, values: values().map((v) => move(v, f)) }, all);
    return { name: `f${f}`, family: f < 3 ? 'first' : 'rest', reference, current, usualPsi: null };
  });
}

describe('drift of features', () => {
  it('raises any alarm on a night without drift no more often than it says', () => {
    const rule = { rate: 0.1, leastPsi: 0 };
    let nights = 0;
    for (let seed = 0; seed < 250; seed++)
      if (driftOf(night(20, 250, seed), rule).some(({ alarm }) => alarm)) nights++;
    expect(nights / 250).toBeLessThan(0.1 + 3 * Math.sqrt((0.1 * 0.9) / 250));
    expect(nights / 250).toBeGreaterThan(0.04);
  });

  it('names the features that moved, by family', () => {
    const drifts = driftOf(
      night(10, 2000, 1, (value, f) => (f === 4 ? value + 0.5 : f === 1 ? Number.NaN : value)),
      { rate: 0.01, leastPsi: 0.1 },
    );
    expect(drifts.filter(({ alarm }) => alarm).map(({ name }) => name)).toEqual(['f1', 'f4']);
    expect(drifts[1].missing).toEqual({ before: 0, now: 1 });
    const families = familiesOf(drifts);
    expect(families.map(({ family, features, moved }) => [family, features, moved])).toEqual([
      ['first', 3, ['f1']],
      ['rest', 7, ['f4']],
    ]);
  });

  it('is silent on a trifle however sure, and on what has always moved', () => {
    const rule = { rate: 0.01, leastPsi: 0.1 };
    const slight = driftOf(
      night(1, 40_000, 2, (value) => value + 0.1),
      rule,
    )[0];
    expect(slight.adjustedP).toBeLessThan(1e-6);
    expect(slight.alarm).toBe(false);
    const moving = night(1, 2000, 3, (value) => value + 0.5);
    expect(driftOf(moving, rule)[0].alarm).toBe(true);
    expect(
      driftOf(
        moving.map((one) => ({ ...one, usualPsi: 0.4 })),
        rule,
      )[0].alarm,
    ).toBe(false);
  });
});

describe('Holm’s method', () => {
  it('adjusts as in his example', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });
});
