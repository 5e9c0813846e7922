import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../models/numerics/random.ts';
import { conformed, fitConformal, type Quantiles } from '../../../../models/retention/intervals/conformal.ts';
import { fitLevel } from '../../../../models/retention/intervals/level.ts';

const tenth = 1.2815515655446004;
const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

interface Drawn {
  readonly predicted: Float64Array;
  readonly quantiles: Quantiles;
  readonly outcome: Float64Array;
}

/** Log-normal outcomes whose quantiles a model gets wrong: too narrow, too low, and worse for the rich. */
function drawn(n: number, seed: number, zeros = 0): Drawn {
  const random = randomStream(seed, 'conformal rows');
  const column = () => new Float64Array(n);
  const [predicted, outcome] = [column(), column()];
  const quantiles = [column(), column(), column()] as const;
  for (let i = 0; i < n; i++) {
    const mean = 3 + random.normal();
    const spread = 0.6 + 0.3 * Math.tanh(mean - 3);
    predicted[i] = Math.exp(mean);
    outcome[i] = random.uniform() < zeros ? 0 : Math.exp(mean + 0.3 + spread * random.normal());
    quantiles[0][i] = zeros > 0.1 ? 0 : Math.exp(mean - 0.4 * tenth);
    quantiles[1][i] = Math.exp(mean);
    quantiles[2][i] = Math.exp(mean + 0.4 * tenth);
  }
  return { predicted, quantiles, outcome };
}

const everyRow = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

/** Share of new outcomes within P10 … P90, by tenth of predicted value. */
function coverageByDecile(fitOn: Drawn, judge: Drawn): number[] {
  const table = fitConformal(
    fitOn.predicted,
    fitOn.quantiles,
    fitOn.outcome,
    everyRow(fitOn.outcome.length),
    0.2,
  );
  const order = everyRow(judge.outcome.length).sort((a, b) => judge.predicted[a] - judge.predicted[b]);
  const inside = Array.from(order, (i) => {
    const [low, , high] = conformed(table, judge.predicted[i], quantilesOf(judge, i));
    return judge.outcome[i] >= low && judge.outcome[i] <= high ? 1 : 0;
  });
  const size = inside.length / 10;
  return Array.from({ length: 10 }, (_, d) => mean(inside.slice(d * size, (d + 1) * size)));
}

const quantilesOf = ({ quantiles: [low, middle, high] }: Drawn, i: number) =>
  [low[i], middle[i], high[i]] as const;
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('conformal value intervals', () => {
  it('cover 78 to 82% of new outcomes, in every decile of prediction, where the model is wrong', () => {
    const bySeed = seeds.map((seed) => coverageByDecile(drawn(1000, seed), drawn(1000, 1000 + seed)));
    const before = mean(seeds.map((seed) => rawCoverage(drawn(1000, seed))));
    expect(before).toBeLessThan(0.6);
    const deciles = Array.from({ length: 10 }, (_, d) => mean(bySeed.map((coverage) => coverage[d])));
    expect(mean(deciles)).toBeGreaterThan(0.78);
    expect(mean(deciles)).toBeLessThan(0.82);
    for (const coverage of deciles) {
      expect(coverage).toBeGreaterThan(0.77);
      expect(coverage).toBeLessThan(0.84);
    }
  });

  it('cover up to 90% where nothing at all is likelier than a tenth: P10 stays 0', () => {
    const coverage = seeds.slice(0, 20).map((seed) => {
      return mean(coverageByDecile(drawn(1000, seed, 0.3), drawn(1000, 1000 + seed, 0.3)));
    });
    expect(mean(coverage)).toBeGreaterThan(0.88);
    expect(mean(coverage)).toBeLessThan(0.92);
  });

  it('stay in order and at 0 or above, for any row', () => {
    const { predicted, quantiles, outcome } = drawn(400, 5);
    const table = fitConformal(predicted, quantiles, outcome, everyRow(400), 0.2);
    for (const value of [0, 1e-300, 1, 1e12, 1e300]) {
      const [low, middle, high] = conformed(table, value, [value / 2, value, value * 2]);
      expect([low, middle, high].every(Number.isFinite)).toBe(true);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(middle);
      expect(middle).toBeLessThanOrEqual(high);
    }
  });

  it('are the model’s own where too few rows could correct them', () => {
    const few = drawn(49, 1);
    expect(fitConformal(few.predicted, few.quantiles, few.outcome, everyRow(49), 0.2)).toBeNull();
    expect(conformed(null, 5, [1, 2, 3])).toEqual([1, 2, 3]);
  });
});

describe('the level of value', () => {
  it('is realised over predicted, drawn to 1 by few rows and bounded by three', () => {
    const ones = (n: number, v = 1) => new Float64Array(n).fill(v);
    expect(fitLevel(ones(100_000), ones(100_000, 0.7), everyRow(100_000))).toBeCloseTo(0.7, 3);
    expect(fitLevel(ones(25), ones(25, 0.5), everyRow(25))).toBeCloseTo(0.75, 10);
    expect(fitLevel(ones(1000), ones(1000, 50), everyRow(1000))).toBe(3);
    expect(fitLevel(ones(1000), ones(1000, -50), everyRow(1000))).toBeCloseTo(1 / 3, 10);
    expect(fitLevel(ones(10), ones(10), new Int32Array(0))).toBe(1);
  });
});

function rawCoverage({ quantiles: [low, , high], outcome }: Drawn): number {
  return mean(Array.from(outcome, (v, i) => (v >= low[i] && v <= high[i] ? 1 : 0)));
}
