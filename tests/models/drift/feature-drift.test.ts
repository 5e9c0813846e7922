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

describe('values never seen before', () => {
  const rule = { rate: 0.01, leastPsi: 0.1 };
  const all = new Uint8Array(1000).fill(1);
  const column = (value: (i: number) => number) =>
    ({ kind: 'number', name: 'x', values: Float64Array.from({ length: 1000 }, (_, i) => value(i)) }) as const;
  const alarms = (before: (i: number) => number, now: (i: number) => number) => {
    const reference = distributionOf(column(before), all);
    const current = countInto(reference.bins, column(now), all);
    return driftOf([{ name: 'x', family: 'x', reference, current, usualPsi: 0.05 }], rule)[0]!.alarm;
  };

  it.each<[string, (i: number) => number, (i: number) => number]>([
    ['a count that was always 0 is 3 for 40%', () => 0, (i) => (i % 5 < 2 ? 3 : 0)],
    ['0 or 1 became 0 or 50', (i) => i % 2, (i) => 50 * (i % 2)],
    ['10 became −500', () => 10, () => -500],
    ['10 became 10.5', () => 10, () => 10.5],
    ['what was never known is', () => Number.NaN, () => 1],
    ['the top tenth became a thousand times as much', (i) => i, (i) => (i < 900 ? i : 1000 * i)],
    ['the lowest tenth fell below zero', (i) => i, (i) => (i < 150 ? -i - 1 : i)],
  ])('%s: alarm', (_, before, now) => {
    expect(alarms(before, before)).toBe(false);
    expect(alarms(before, now)).toBe(true);
  });

  it('a category that was never seen alarms, one that was always rare does not', () => {
    const plans = (rare: number, never: number) => ({
      kind: 'category' as const,
      name: 'plan',
      levels: [...Array.from({ length: 40 }, (_, i) => `p${String(i).padStart(2, '0')}`), 'zz'],
      codes: Int32Array.from({ length: 1000 }, (_, i) =>
        i < never ? 40 : i < never + rare ? i % 40 : i % 4,
      ),
    });
    const reference = distributionOf(plans(300, 0), all);
    const drift = (now: ReturnType<typeof plans>) =>
      driftOf(
        [{ name: 'plan', family: 'x', reference, current: countInto(reference.bins, now, all), usualPsi: 0 }],
        rule,
      )[0]!;
    expect(drift(plans(300, 0)).alarm).toBe(false);
    expect(drift(plans(200, 100)).alarm).toBe(true);
  });

  it('are no alarm where a few go a little further, on quiet nights of features of every shape', () => {
    const shapes: ((z: number, u: number) => number)[] = [
      (z) => z,
      (z) => Math.exp(1.5 * z),
      (_, u) => Math.floor(-2 * Math.log(1 - u)),
      (_, u) => (u < 0.98 ? 0 : Math.floor(100 * u)),
      (_, u) => (u < 0.3 ? Number.NaN : u),
    ];
    let nights = 0;
    const trials = 400;
    for (let seed = 0; seed < trials; seed++) {
      const random = randomStream(seed, 'quiet night');
      const values = (shape: (typeof shapes)[number], n: number) =>
        ({
          kind: 'number',
          name: 'x',
          values: Float64Array.from({ length: n }, () => shape(random.normal(), random.uniform())),
        }) as const;
      const night = shapes.map((shape, f) => {
        const reference = distributionOf(values(shape, 150), new Uint8Array(150).fill(1));
        const current = countInto(reference.bins, values(shape, 400), new Uint8Array(400).fill(1));
        return { name: `f${f}`, family: 'x', reference, current, usualPsi: null };
      });
      if (driftOf(night, rule).some(({ alarm }) => alarm)) nights++;
    }
    expect(nights / trials).toBeLessThan(0.01 + 3 * Math.sqrt((0.01 * 0.99) / trials));
  });
});

describe('Holm’s method', () => {
  it('adjusts as in his example', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });
});
