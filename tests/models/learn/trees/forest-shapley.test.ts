import { describe, expect, it } from 'vitest';
import { logisticLoss } from '../../../../models/learn/losses/logistic-loss.ts';
import { type BinnedRows, binRows } from '../../../../models/learn/trees/bin-rows.ts';
import { boost } from '../../../../models/learn/trees/boost.ts';
import { fitBinning } from '../../../../models/learn/trees/fit-binning.ts';
import type { Forest } from '../../../../models/learn/trees/forest.ts';
import { forestShapley } from '../../../../models/learn/trees/forest-shapley.ts';
import { treeRulesFor } from '../../../../models/learn/trees/hyper-parameters.ts';
import { scoreForest } from '../../../../models/learn/trees/score-forest.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import type { FeatureTable } from '../../../../models/types.ts';
import { category, number, table } from '../../tables.ts';

const n = 600;
const features = 6;

/** Numbers and categories with gaps; the outcome needs several of them together. */
function example(seed: number): { rows: FeatureTable; target: Float64Array } {
  const random = randomStream(seed, 'shapley');
  const draw = (missing: number) =>
    Array.from({ length: n }, () => (random.uniform() < missing ? Number.NaN : random.normal()));
  const [a, b, c, idle] = [draw(0), draw(0.3), draw(0.1), new Array(n).fill(1)];
  const text = (count: number) =>
    Array.from({ length: n }, () => (random.uniform() < 0.2 ? null : `level ${random.integer(count)}`));
  const [d, e] = [text(3), text(7)];
  const target = Float64Array.from(a, (own, i) => {
    const mood =
      (Number.isNaN(b[i]) ? 1 : b[i]) * own + (d[i] === 'level 1' ? 1.5 : 0) - (e[i] === null ? 1 : 0);
    return mood + c[i] * 0.5 + random.normal() > 0.5 ? 1 : 0;
  });
  const numbers = [number('a', a), number('b', b), number('c', c), number('idle', idle)];
  return { rows: table(...numbers, category('d', d), category('e', e)), target };
}

function grown(seed: number, rounds: number): { forest: Forest; binned: BinnedRows } {
  const { rows, target } = example(seed);
  const binned = binRows(fitBinning(rows, 16), rows);
  const rules = {
    ...treeRulesFor(n, 'small', true),
    depth: 5,
    leaves: 12,
    featureShare: 0.7,
    rounds,
    learningRate: 0.3,
  };
  const learn = Int32Array.from({ length: n }, (_, i) => i);
  return {
    binned,
    forest: boost({ binned, target, learn, watch: new Int32Array() }, logisticLoss, rules, seed),
  };
}

const rowOf = ({ bins, rowCount }: BinnedRows, i: number) =>
  Uint8Array.from({ length: features }, (_, f) => bins[f * rowCount + i]);
const oneRow = (like: BinnedRows, bins: Uint8Array): BinnedRows => ({ ...like, rowCount: 1, bins });
const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

/** Σ over coalitions of the definition's weight times what the feature adds to the score of the mixture. */
function bruteForce(forest: Forest, like: BinnedRows, row: Uint8Array, reference: Uint8Array): number[] {
  const value = (coalition: number) => {
    const bins = row.map((bin, f) => ((coalition >> f) & 1 ? bin : reference[f]));
    return scoreForest(forest, oneRow(like, bins))[0];
  };
  const values = Float64Array.from({ length: 2 ** features }, (_, coalition) => value(coalition));
  return Array.from({ length: features }, (_, f) => {
    let sum = 0;
    for (let coalition = 0; coalition < values.length; coalition++) {
      if ((coalition >> f) & 1) continue;
      const size = coalition.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      sum += weight * (values[coalition | (1 << f)] - values[coalition]);
    }
    return sum;
  });
}

describe('Shapley values of a forest', () => {
  it.each([1, 2, 3])('are those of the definition, over all coalitions (seed %i)', (seed) => {
    const { forest, binned } = grown(seed, 12);
    const reference = rowOf(binned, 77);
    const { contributions } = forestShapley(forest, binned, oneRow(binned, reference));
    for (let i = 0; i < 25; i++) {
      bruteForce(forest, binned, rowOf(binned, i), reference).forEach((exact, f) => {
        expect(contributions[i * features + f], `row ${i}, feature ${f}`).toBeCloseTo(exact, 10);
      });
    }
  });

  it('sum to the score less the reference’s, for every row', () => {
    const { forest, binned } = grown(4, 60);
    const reference = oneRow(binned, rowOf(binned, 3));
    const { contributions, score, baseline } = forestShapley(forest, binned, reference);
    const scores = scoreForest(forest, binned);
    expect(baseline).toBeCloseTo(scores[3], 12);
    for (let i = 0; i < n; i++) {
      expect(score[i]).toBeCloseTo(scores[i], 12);
      const sum = contributions.subarray(i * features, (i + 1) * features).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(score[i] - baseline, 10);
    }
  });

  it('are nothing for the reference itself and for a feature that never varies', () => {
    const { forest, binned } = grown(5, 30);
    const reference = oneRow(binned, rowOf(binned, 9));
    const own = forestShapley(forest, reference, reference).contributions;
    expect([...own].every((c) => c === 0)).toBe(true);
    const { contributions } = forestShapley(forest, binned, reference);
    expect(contributions.every((c, at) => at % features !== 3 || c === 0)).toBe(true);
  });

  it('share a product evenly between twins', () => {
    const forest: Forest = {
      base: 0,
      roots: Int32Array.of(0),
      feature: Int32Array.of(0, -1, 1, -1, -1),
      left: Int32Array.of(1, 0, 3, 0, 0),
      goesLeft: Uint32Array.from({ length: 40 }, (_, w) => (w % 8 === 0 ? 1 : 0)),
      value: Float64Array.of(0, 0, 0, 0, 1),
    };
    const like = {
      rowCount: 1,
      featureCount: 2,
      binCounts: Int32Array.of(2, 2),
      isCategory: new Uint8Array(2),
    };
    const row = { ...like, bins: Uint8Array.of(1, 1) };
    const { contributions } = forestShapley(forest, row, { ...like, bins: Uint8Array.of(0, 0) });
    expect([...contributions]).toEqual([0.5, 0.5]);
  });
});
