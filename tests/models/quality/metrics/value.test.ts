import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { clusterBootstrap } from '../../../../models/quality/metrics/cluster-bootstrap.ts';
import {
  coverage,
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

  it('coverage counts both ends in', () => {
    expect(coverage([0, 0, 5], [1, 2, 6], [1, 3, 5])).toEqual({ share: 2 / 3, width: 4 / 3 });
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
