import { describe, expect, it } from 'vitest';
import { logisticLoss } from '../../../../models/learn/losses/logistic-loss.ts';
import { squaredLoss } from '../../../../models/learn/losses/squared-loss.ts';
import { binRows } from '../../../../models/learn/trees/bin-rows.ts';
import { boost } from '../../../../models/learn/trees/boost.ts';
import { fitBinning } from '../../../../models/learn/trees/fit-binning.ts';
import { type Forest, meanForest, partsOfForest } from '../../../../models/learn/trees/forest.ts';
import { treeRulesFor } from '../../../../models/learn/trees/hyper-parameters.ts';
import { refitForest } from '../../../../models/learn/trees/refit-forest.ts';
import { scoreForest } from '../../../../models/learn/trees/score-forest.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { number, table } from '../../tables.ts';

const n = 400;
const random = randomStream(5, 'refit');
const x = Array.from({ length: n }, () => random.normal());
const z = Array.from({ length: n }, () => random.normal());
const rows = table(number('x', x), number('z', z));
const binned = binRows(fitBinning(rows, 16), rows);
const all = Int32Array.from({ length: n }, (_, i) => i);
const customer = all;
const rules = { ...treeRulesFor(n, 'small', true), rowShare: 1, featureShare: 1, rounds: 12 };
const target = Float64Array.from(x, (own, i) => (own + 0.5 * z[i]! + random.normal() > 0 ? 1 : 0));

const bagOf = (seeds: readonly number[], share = 1) => {
  const forests = seeds.map((seed) =>
    boost(
      { binned, target, learn: all, watch: new Int32Array() },
      logisticLoss,
      { ...rules, rowShare: share },
      seed,
    ),
  );
  return { forest: meanForest(forests), trees: forests.map(({ roots }) => roots.length) };
};

describe('trees that are kept', () => {
  it('have the values that they were grown with, where all the same rows give them again', () => {
    const bag = bagOf([1, 2]);
    const again = refitForest(
      bag,
      { binned, target, rows: all, customer },
      { loss: logisticLoss, rules, seed: 1 },
    );
    const [before, after] = [bag, again].map(({ forest, trees }) => partsOfForest(forest, trees));
    before!.forEach(({ feature, value }, at) => {
      expect(after![at]!.feature.subarray(0, feature.length)).toEqual(feature);
      value.forEach((own, node) => {
        expect(after![at]!.value[node]).toBeCloseTo(own, 9);
      });
    });
  });

  it('are joined by a fifth more, which bring the rows that taught them nearer', () => {
    const bag = bagOf([1, 2]);
    const { forest, trees } = refitForest(
      bag,
      { binned, target, rows: all, customer },
      { loss: logisticLoss, rules, seed: 1 },
    );
    expect(trees).toEqual([15, 15]);
    expect(forest.roots.length).toBe(30);
    const lossOf = (of: Forest) =>
      scoreForest(of, binned).reduce((sum, score, i) => sum + logisticLoss.loss(score, target[i]!), 0);
    expect(lossOf(forest)).toBeLessThan(lossOf(bag.forest));
  });

  it('follow the level of other rows, and count each by its weight', () => {
    const bag = bagOf([3], 0.7);
    const given = { binned, target: target.map((y, i) => (i % 3 === 0 ? 1 : y)), rows: all, customer };
    const chance = (weight?: Float64Array) => {
      const { forest } = refitForest(bag, { ...given, weight }, { loss: logisticLoss, rules, seed: 1 });
      const scores = scoreForest(forest, binned);
      return scores.reduce((sum, score) => sum + 1 / (1 + Math.exp(-score)), 0) / n;
    };
    const rate = given.target.reduce((sum, y) => sum + y, 0) / n;
    expect(chance()).toBeCloseTo(rate, 2);
    expect(chance(Float64Array.from(all, (i) => (i % 3 === 0 ? 10 : 1)))).toBeGreaterThan(rate + 0.05);
  });

  it('give a leaf that no row reaches nothing, and a forest without trees the level alone', () => {
    const bag = bagOf([4]);
    const few = Int32Array.of(0, 1);
    const { forest } = refitForest(
      bag,
      { binned, target, rows: few, customer },
      { loss: logisticLoss, rules, seed: 1 },
    );
    expect(forest.value.every(Number.isFinite)).toBe(true);
    const none = { forest: meanForest([]), trees: [] };
    const { forest: level } = refitForest(
      none,
      { binned, target, rows: all, customer },
      { loss: squaredLoss, rules, seed: 1 },
    );
    expect(level.base).toBeCloseTo(target.reduce((sum, y) => sum + y, 0) / n, 12);
  });
});
