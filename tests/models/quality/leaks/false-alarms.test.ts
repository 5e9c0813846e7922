import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../../models/numerics/random.ts';
import { findLeaks } from '../../../../models/quality/leaks/find-leaks.ts';
import type { FeatureColumn, LearningSet } from '../../../../models/types.ts';
import { category, number } from '../../tables.ts';

type Draw = (random: RandomStream, left: boolean) => number | string | null;

/** Customers of whom a share leaves, and columns drawn for each. */
function rows(n: number, share: number, seed: number, draws: Record<string, Draw>): LearningSet {
  const random = randomStream(seed, 'false alarms');
  const churned = Float64Array.from({ length: n }, () => (random.uniform() < share ? 1 : 0));
  const columns = Object.entries(draws).map(([name, draw]): FeatureColumn => {
    const values = Array.from(churned, (left) => draw(random, left === 1));
    return values.some((value) => typeof value === 'string')
      ? category(name, values as (string | null)[])
      : number(
          name,
          values.map((value) => (value === null ? Number.NaN : (value as number))),
        );
  });
  return {
    table: { rowCount: n, columns },
    churned,
    value: new Float64Array(n).fill(Number.NaN),
    customer: Int32Array.from({ length: n }, (_, i) => i),
    asOf: new Int32Array(n),
  };
}

const noise: Record<string, Draw> = {
  normal: (random) => random.normal(),
  heavy: (random) => Math.exp(3 * random.normal()),
  flag: (random) => (random.uniform() < 0.02 ? 1 : 0),
  count: (random) => Math.floor(-2 * Math.log(1 - random.uniform())),
  gaps: (random) => (random.uniform() < 0.4 ? null : random.normal()),
  mostly_missing: (random) => (random.uniform() < 0.97 ? null : 1),
  constant: () => 1,
  id: (random) => random.integer(1_000_000),
  town: (random) => `town ${random.integer(20)}`,
  street: (random) => (random.uniform() < 0.1 ? null : `street ${random.integer(400)}`),
};

/** More by hand: HOLDFAST_SEEDS=200. */
const seeds = Number(process.env.HOLDFAST_SEEDS ?? 10);

describe('columns that say nothing', () => {
  const sizes: readonly [n: number, share: number][] = [
    [60, 0.3],
    [300, 0.1],
    [1000, 0.5],
    [2000, 0.9],
    [2000, 0.02],
  ];
  it.each(sizes)('are never accused, by name neither: %s customers of whom %s leave', (n, share) => {
    const named = new Map(Object.keys(noise).map((name) => [name, 'it is named so']));
    const accused = Array.from({ length: seeds }, (_, seed) => {
      const [train, later] = [rows(n, share, 2 * seed, noise), rows(n, share, 2 * seed + 1, noise)];
      const cleared = n * share * (1 - share) > 40 ? findLeaks(train, later, { named }) : [];
      return [...findLeaks(train, later), ...cleared];
    }).flat();
    expect(accused).toEqual([]);
  });
});

describe('an honest column', () => {
  /** Normal scores whose AUC is Φ(gap / √2). */
  const alarms = (gap: number, dated: boolean, seeds: number) =>
    Array.from({ length: seeds }, (_, seed) => {
      const draws = { score: (random: RandomStream, left: boolean) => random.normal() + (left ? gap : 0) };
      const [train, later] = [rows(1500, 0.3, 2 * seed, draws), rows(800, 0.3, 2 * seed + 1, draws)];
      return findLeaks(train, later, { dated: dated ? ['score'] : [] }).length;
    }).reduce((sum, found) => sum + found, 0);

  it('of an AUC of .95 is accused about once in twenty times, as stated', () => {
    const found = alarms(2.326, true, 200);
    // Binomial(200, .05) is above 19 once in 200 times.
    expect(found).toBeLessThanOrEqual(19);
    expect(found).toBeGreaterThan(0);
  });

  it('of an AUC of .9 is never accused, whichever rule looks', () => {
    expect(alarms(1.812, false, 100)).toBe(0);
  });

  it('of an AUC of .97 is accused nearly always', () => {
    expect(alarms(2.66, true, 50)).toBeGreaterThan(40);
  });
});
