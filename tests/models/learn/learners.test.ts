import { describe, expect, it } from 'vitest';
import { fitLinearLearned, fitTrees, loadLinearLearned, loadTreesLearned } from '../../../models/learn.ts';
import { sigmoid } from '../../../models/numerics/logit.ts';
import { randomStream } from '../../../models/numerics/random.ts';
import { auc } from '../../../models/quality/metrics/ranking.ts';
import type { FeatureTable } from '../../../models/types.ts';
import { category, number, table } from '../tables.ts';

interface Drawn {
  readonly table: FeatureTable;
  /** A score of a step, a slope and a pair. */
  readonly score: Float64Array;
  readonly a: Float64Array;
}

function draw(rows: number, seed: number): Drawn {
  const random = randomStream(seed, 'learners');
  const [a, b, c] = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random.normal()));
  const plan = Array.from({ length: rows }, () => (random.uniform() < 0.3 ? 'annual' : 'monthly'));
  const score = Float64Array.from(
    a,
    (own, i) => 0.7 * own + (b[i] > 0.5 ? 1 : 0) + (c[i] > 0 && plan[i] === 'annual' ? 1.5 : 0) - 1,
  );
  return { table: table(number('a', a), number('b', b), number('c', c), category('plan', plan)), score, a };
}

const train = draw(4000, 1);
/** Enough where nothing is asked of how well something is learned. */
const few = draw(600, 4);
const later = draw(2000, 2);
const meanError = (found: Float64Array, wanted: (i: number) => number) =>
  found.reduce((sum, value, i) => sum + Math.abs(value - wanted(i)), 0) / found.length;

function poisson(mean: number, uniform: () => number): number {
  let [count, product] = [0, uniform()];
  for (const border = Math.exp(-mean); product > border; count++) product *= uniform();
  return count;
}

describe('boosted trees recover a known function', () => {
  const random = randomStream(3, 'outcomes');
  it.each([
    ['logistic', 0.06, (score: number) => (random.uniform() < sigmoid(score) ? 1 : 0), sigmoid],
    ['squared', 0.2, (score: number) => score + random.normal(), (score: number) => score],
    ['poisson', 0.2, (score: number) => poisson(Math.exp(score), random.uniform), Math.exp],
    [
      'tweedie',
      0.35,
      (score: number) => (random.uniform() < 0.5 ? 0 : 2 * Math.exp(score + 0.5 * random.normal() - 0.125)),
      Math.exp,
    ],
  ] as const)('by %s loss', (loss, error, outcome, meanAt) => {
    const model = fitTrees({ table: train.table, target: train.score.map(outcome) }, { loss, seed: 1 });
    expect(meanError(model.predict(later.table), (i) => meanAt(later.score[i]))).toBeLessThan(error);
    expect(
      auc(
        model.predict(later.table),
        later.score.map((s) => (s > 0 ? 1 : 0)),
      ),
    ).toBeGreaterThan(0.95);
  });
});

describe('weights', () => {
  // Two halves that contradict each other: the heavier one is followed.
  const target = few.a.map((_, i) => (i % 2 ? few.score[i] : -few.score[i]));
  const weight = target.map((_, i) => (i % 2 ? 1 : 0));
  it.each([
    ['trees', fitTrees],
    ['linear', fitLinearLearned],
  ] as const)('of 0 leave a row out: %s', (_, learn) => {
    const halved = target.map((y, i) => (i % 2 ? y : Number.NaN));
    const weighed = learn({ table: few.table, target, weight }, { loss: 'squared', seed: 1 });
    const left = learn({ table: few.table, target: halved }, { loss: 'squared', seed: 1 });
    expect(weighed.predict(later.table)).toEqual(left.predict(later.table));
  });

  it('count in the mean where nothing else is to be learned', () => {
    const flat = table(
      number(
        'a',
        train.a.map((_, i) => i % 7),
      ),
    );
    const uneven = Float64Array.from(train.a, (_, i) => (i % 3 === 0 ? 1 : 0));
    const weights = uneven.map((y) => (y === 1 ? 4 : 1));
    const model = fitTrees({ table: flat, target: uneven, weight: weights }, { loss: 'logistic', seed: 1 });
    const mean = model.predict(flat).reduce((sum, p) => sum + p, 0) / uneven.length;
    expect(mean).toBeCloseTo(4 / 6, 1);
  });
});

describe('the linear learner', () => {
  it('agrees with an independent ridge regression where one yes-or-no column is all there is', () => {
    const random = randomStream(5, 'ridge');
    const yes = Array.from({ length: 600 }, () => random.uniform() < 0.4);
    const target = Float64Array.from(yes, (own) => (own ? 3 : 1) + random.normal());
    const rows = table(category('flag', yes.map(String)));
    const model = fitLinearLearned({ table: rows, target }, { loss: 'squared', seed: 1 });
    const [no, own] = [model.predict(rows)[yes.indexOf(false)], model.predict(rows)[yes.indexOf(true)]];
    const meanOf = (wanted: boolean) => {
      const group = target.filter((_, i) => yes[i] === wanted);
      return group.reduce((sum, y) => sum + y, 0) / group.length;
    };
    // Two coefficients and a free intercept: each group is drawn to the middle by penalty / (n + penalty).
    expect(own - no).toBeLessThan(meanOf(true) - meanOf(false));
    const n = yes.filter(Boolean).length;
    const drawn = (penalty: number) => {
      const m = 600 - n;
      // Normal equations of (u, v, c): n(u+c)+pu = nA, m(v+c)+pv = mB, n(u+c)+m(v+c) = nA+mB.
      const [A, B] = [meanOf(true), meanOf(false)];
      return (A - B) / (1 + (penalty * (1 / n + 1 / m)) / 2);
    };
    const candidates = [10, 40, 160].map((penalty) => Math.abs(own - no - drawn(penalty)));
    expect(Math.min(...candidates)).toBeLessThan(2e-3);
  });

  it('recovers what is additive, up to the pair that it cannot see', () => {
    const { uniform } = randomStream(9, 'draws');
    const target = train.score.map((s) => (uniform() < sigmoid(s) ? 1 : 0));
    const model = fitLinearLearned({ table: train.table, target }, { loss: 'logistic', seed: 1 });
    expect(meanError(model.predict(later.table), (i) => sigmoid(later.score[i]))).toBeLessThan(0.08);
  });
});

describe('explanations and bytes', () => {
  // With noise, so that boosting ends before its last round.
  const noise = randomStream(7, 'noise');
  const target = few.score.map((score) => score + noise.normal());
  it.each([
    ['trees', fitTrees, loadTreesLearned],
    ['linear', fitLinearLearned, loadLinearLearned],
  ] as const)('of %s add up, and load as they were saved', (_, learn, load) => {
    const model = learn({ table: few.table, target }, { loss: 'squared', seed: 1 });
    const { contributions, logit, baseline, features } = model.explain(later.table, [3, 5]);
    const predicted = model.predict(later.table);
    [3, 5].forEach((row, r) => {
      const own = contributions.subarray(r * features.length, (r + 1) * features.length);
      expect(logit[r]).toBeCloseTo(predicted[row], 10);
      expect(own.reduce((sum, c) => sum + c, 0)).toBeCloseTo(logit[r] - baseline, 10);
    });
    const { manifest, weights } = model.save();
    const loaded = load({ manifest: JSON.parse(JSON.stringify(manifest)), weights });
    expect(loaded.predict(later.table)).toEqual(predicted);
    expect(loaded.explain(later.table, [3])).toEqual(model.explain(later.table, [3]));
    expect(() => load({ manifest, weights: weights.subarray(8) })).toThrow('fit it again');
    const again = learn({ table: few.table, target }, { loss: 'squared', seed: 1 });
    expect(again.save().weights).toEqual(weights);
  });

  it('refuse rows that teach nothing', () => {
    const nothing = new Float64Array(600).fill(Number.NaN);
    expect(() => fitTrees({ table: few.table, target: nothing }, { loss: 'squared', seed: 1 })).toThrow(
      'nothing to learn from',
    );
  });
});
