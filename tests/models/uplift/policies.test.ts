import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../models/numerics/random.ts';
import { choosePlays } from '../../../models/uplift/choose-plays.ts';
import type { HeldOutGains } from '../../../models/uplift/cross-fit.ts';
import { doNotDisturb } from '../../../models/uplift/do-not-disturb.ts';
import { keptOfBest } from '../../../models/uplift/flattery.ts';
import { policyCurve, profitAboveZero } from '../../../models/uplift/policy-curve.ts';
import { withinReach } from '../../../models/uplift/within-reach.ts';

const floats = (...values: number[]) => Float64Array.from(values);

describe('a gain in retention', () => {
  it('is no more than is at risk, and no loss more than there is to lose', () => {
    const [gain, risk] = [
      [0.5, -0.9, 0.1],
      [0.2, 0.3, 0.4],
    ].map((values) => Float64Array.from(values)) as [Float64Array, Float64Array];
    expect([...withinReach(gain, risk)]).toEqual([0.2, 0.3 - 1, 0.1]);
  });
});

describe('profit over list size', () => {
  const policy = { score: floats(4, 3, 2, 1), profit: floats(10, -2, 4, -8), fold: null };

  it('is what the first of the ranking won, per customer of all', () => {
    const curve = policyCurve([policy], [0, 0.25, 0.5, 0.75, 1]);
    expect(curve.map(({ value }) => value)).toEqual([0, 2.5, 2, 3, 1]);
  });

  it('takes those who are tied in equal parts', () => {
    const tied = { ...policy, score: floats(4, 1, 1, 1) };
    const [half] = policyCurve([tied], [0.5]);
    expect(half.value).toBeCloseTo((10 + (-2 + 4 - 8) / 3) / 4, 12);
  });

  it('of a ranking learned in folds takes the same share of each', () => {
    const folded = { score: floats(9, 8, 2, 1), profit: floats(1, 2, 3, 4), fold: Uint8Array.of(0, 0, 1, 1) };
    expect(policyCurve([folded], [0.5])[0].value).toBeCloseTo((1 + 3) / 4, 12);
  });

  it('is best where the next customer is expected to cost more than is won', () => {
    const some = { ...policy, score: floats(3, 1, -1, -2) };
    expect(profitAboveZero([some])).toMatchObject({ share: 0.5, value: 2 });
  });

  it('ends at what contacting everybody wins, whatever the ranking', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer({ min: -99, max: 99 })), { minLength: 1 }),
        (rows) => {
          const own = {
            score: floats(...rows.map(([score]) => score)),
            profit: floats(...rows.map(([, profit]) => profit)),
            fold: null,
          };
          const mean = rows.reduce((sum, [, profit]) => sum + profit, 0) / rows.length;
          expect(policyCurve([own], [1])[0].value).toBeCloseTo(mean, 9);
        },
      ),
    );
  });
});

describe('several plays', () => {
  it('each customer gets the one that wins most in money', () => {
    const { play, profit } = choosePlays(
      [
        { gain: floats(0.1, 0.2, 0), cost: floats(1, 1, 1) },
        { gain: floats(0.2, 0.2, 0), cost: floats(15, 30, 2) },
      ],
      floats(200, 100, 50),
    );
    expect([...play]).toEqual([1, 0, 0]);
    expect([...profit]).toEqual([25, 19, -1]);
  });
});

describe('what the best of several arms is overrated by', () => {
  const n = 4000;
  const random = randomStream(7, 'flattery');
  const uneven = () => Float64Array.from({ length: n }, () => random.normal());
  const trial = {
    table: { rowCount: n, columns: [] },
    arm: Uint8Array.from({ length: n }, (_, i) => i % 3),
    chances: [1, 2, 3].map(() => new Float64Array(n).fill(1 / 3)),
    outcome: new Float64Array(n),
    risk: null,
  };
  const stakes = { worth: new Float64Array(n).fill(1), cost: [new Float64Array(n), new Float64Array(n)] };
  const armOf = (gain: Float64Array, effects: Float64Array) => ({
    gate: { open: true, z: 2, needed: 1.645, orders: 1 },
    draws: [{ fold: new Uint8Array(n), gain, unlearned: new Float64Array(n), effects }],
  });

  it('is all of it where gains are mere noise, and nothing where they are true', () => {
    const noise = [armOf(uneven(), uneven()), armOf(uneven(), uneven())];
    expect(keptOfBest(trial, noise, stakes)).toBeLessThan(0.1);
    const [a, b] = [uneven(), uneven()];
    expect(keptOfBest(trial, [armOf(a, a), armOf(b, b)], stakes)).toBeGreaterThan(0.9);
  });

  it('is no matter with one arm', () => {
    expect(keptOfBest(trial, [armOf(uneven(), uneven())], stakes)).toBe(1);
  });
});

describe('whom to leave alone', () => {
  const n = 8000;
  const pair = {
    rows: Int32Array.from({ length: n }, (_, i) => i),
    treated: Uint8Array.from({ length: n }, (_, i) => i % 2),
    chance: new Float64Array(n).fill(0.5),
    weight: new Float64Array(n).fill(1),
  };
  /** Customers in order of their gains; the lowest `harmed` lose what the others win. */
  const draw = (harmed: number): HeldOutGains => ({
    fold: Uint8Array.from(pair.rows, (i) => i % 5),
    gain: Float64Array.from(pair.rows, (i) => i / n),
    unlearned: new Float64Array(n),
    effects: Float64Array.from(pair.rows, (i) => (i < harmed * n ? -0.2 : 0.5) + ((i >> 3) % 2 ? 1 : -1)),
  });

  it('names as wide a group as is shown to be harmed, with what contact did to it', () => {
    const found = doNotDisturb([draw(0.1)], pair, true);
    expect(found).toMatchObject({ kind: 'named', share: 0.1 });
    expect(found.kind === 'named' && found.effect.high).toBeLessThan(0);
    expect(found.kind === 'named' && found.gainUpTo).toBeCloseTo(0.1, 2);
  });

  it('names nobody where gains are below zero but nobody is harmed, or the gate is shut', () => {
    expect(doNotDisturb([draw(0)], pair, true)).toEqual({ kind: 'nobody' });
    expect(doNotDisturb([draw(0.1)], pair, false)).toEqual({ kind: 'nobody' });
  });

  it('says so where too few were drawn to tell', () => {
    const few = { ...pair, rows: pair.rows.subarray(0, 3000) };
    expect(doNotDisturb([draw(0)], few, true)).toEqual({ kind: 'too few' });
  });
});
