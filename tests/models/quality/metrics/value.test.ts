import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { clusterBootstrap } from '../../../../models/quality/metrics/cluster-bootstrap.ts';
import {
  covered,
  decileError,
  normalisedGini,
  spearman,
  totalRatio,
  valueDeciles,
} from '../../../../models/quality/metrics/value.ts';
import { weightedMean } from '../../../../models/quality/metrics/weighted-metric.ts';

const value = [0, 0, 10, 50, 5, 0, 100, 20, 0, 3];

describe('normalised Gini', () => {
  it('is 1 for the true order, −1 for the reverse, whatever the scale', () => {
    expect(
      normalisedGini(
        value.map((v) => v * 7),
        value,
      ),
    ).toBeCloseTo(1, 12);
    expect(
      normalisedGini(
        [3, 1, 2, 4].map((v) => -v),
        [3, 1, 2, 4],
      ),
    ).toBeCloseTo(-1, 12);
  });

  it('agrees with the share of money in the first places, by hand', () => {
    // realised 4 1 in predicted order 1 4: cumulated shares .2, 1 against .8, 1; diagonal .75 on average
    expect(normalisedGini([1, 2], [4, 1])).toBeCloseTo((0.6 - 0.75) / (0.9 - 0.75), 12);
  });

  it('is not defined where nothing was earned', () => {
    expect(normalisedGini([1, 2], [0, 0])).toBeNaN();
  });
});

describe('spearman', () => {
  it('by hand, with a tie', () => {
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207827, 6); // scipy.stats.spearmanr
  });
});

describe('level', () => {
  it('deciles, their error and the total, by hand', () => {
    const predicted = Array.from({ length: 20 }, (_, i) => 20 - i);
    const realised = predicted.map((v) => v + 1);
    expect(valueDeciles(predicted, realised)[0]).toEqual({ rows: 2, predicted: 19.5, realised: 20.5 });
    expect(decileError(predicted, realised)).toBeCloseTo(20 / 230, 12);
    expect(totalRatio(predicted, realised)).toBeCloseTo(210 / 230, 12);
  });

  it('coverage counts both ends in, and of a mass at zero the part between the levels', () => {
    const column = (...values: number[]) => Float64Array.from(values);
    const said = { low: column(0, 0, 5), high: column(1, 2, 6), zero: column(0, 0, 0) };
    expect([...covered(said, column(1, 3, 5))]).toEqual([1, 0, 1]);
    const zeros = { low: column(0, 0, 0, 4), high: column(0, 9, 9, 9), zero: column(0.95, 0.5, 0.1, 0) };
    const found = [...covered(zeros, column(0, 0, -2, 0))];
    expect(found.map((share) => Number(share.toFixed(6)))).toEqual([0.842105, 0.8, 0, 0]);
  });

  it('coverage is .8 where what is said is true, however much lies at zero', () => {
    const random = randomStream(4, 'covered');
    const [zero, low, high, came] = Array.from({ length: 4 }, () => new Float64Array(40_000));
    for (let i = 0; i < 40_000; i++) {
      zero![i] = random.uniform();
      const above = (level: number) =>
        level <= zero![i]! ? 0 : -Math.log(1 - (level - zero![i]!) / (1 - zero![i]!));
      low![i] = above(0.1);
      high![i] = above(0.9);
      came![i] = above(random.uniform());
    }
    const inside = covered({ low: low!, high: high!, zero: zero! }, came!);
    expect(Math.abs(inside.reduce((sum, one) => sum + one, 0) / 40_000 - 0.8)).toBeLessThan(0.006);
  });
});

describe('cluster bootstrap', () => {
  const random = randomStream(9, 'bootstrap test');
  const customers = 300;
  const ofCustomer = Float64Array.from({ length: customers }, () => random.normal());
  const customer = Int32Array.from({ length: 4 * customers }, (_, i) => i % customers);
  const outcome = Float64Array.from(customer, (c) => ofCustomer[c]);
  const mean = weightedMean(outcome);

  it('does not mistake four rows of a customer for four customers', () => {
    const { low, high } = clusterBootstrap(customer, mean, { seed: 1, draws: 400 });
    const standardError = 1 / Math.sqrt(customers);
    expect((high - low) / (2 * 1.96 * standardError)).toBeGreaterThan(0.8);
    expect((high - low) / (2 * 1.96 * standardError)).toBeLessThan(1.25);
  });

  it('repeats with its seed', () => {
    expect(clusterBootstrap(customer, mean, { seed: 1 })).toEqual(
      clusterBootstrap(customer, mean, { seed: 1 }),
    );
  });
});
