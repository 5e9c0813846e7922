import { describe, expect, it } from 'vitest';
import type { Slopes } from '../../../../models/learn/losses/score-loss.ts';
import { type BinnedRows, binRows } from '../../../../models/learn/trees/bin-rows.ts';
import { missingBin } from '../../../../models/learn/trees/binning.ts';
import { findSplit } from '../../../../models/learn/trees/find-split.ts';
import { fitBinning } from '../../../../models/learn/trees/fit-binning.ts';
import { turnsLeft } from '../../../../models/learn/trees/forest.ts';
import { type GrownTree, treeGrower } from '../../../../models/learn/trees/grow-tree.ts';
import {
  emptyHistogram,
  fillHistogram,
  subtractHistogram,
} from '../../../../models/learn/trees/histogram.ts';
import { randomStream } from '../../../../models/numerics/random.ts';
import { category, number, table } from '../../tables.ts';

const rules = { l2: 1, minChildWeight: 2, minGain: 1e-9, leaves: 8, depth: 4, learningRate: 0.5 };
const n = 120;
const all = Int32Array.from({ length: n }, (_, i) => i);

/** A number with gaps, a category of three levels with gaps, and slopes that depend on both. */
function example(seed: number): { binned: BinnedRows; slopes: Slopes } {
  const random = randomStream(seed, 'example');
  const x = Array.from(all, () => (random.uniform() < 0.2 ? Number.NaN : random.integer(6)));
  const c = Array.from(all, () => (random.uniform() < 0.2 ? null : 'uvw'[random.integer(3)]));
  const gradient = Float64Array.from(all, (i) => {
    // What is unknown is like the high values for odd seeds, and like the low ones for even.
    const unknown = seed % 2 ? 0.8 : -0.4;
    const ofNumber = Number.isNaN(x[i]) ? unknown : x[i] > 2 ? 1 : -0.5;
    return ofNumber + (c[i] === 'v' ? 1.5 : 0) + 0.3 * random.normal();
  });
  const curvature = Float64Array.from(all, () => 0.5 + random.uniform());
  const rows = table(number('x', x), category('c', c));
  return { binned: binRows(fitBinning(rows, 16), rows), slopes: { gradient, curvature } };
}

const both = Int32Array.of(0, 1);

function sumsOf({ gradient, curvature }: Slopes, rows: Iterable<number>) {
  const sums = { gradient: 0, curvature: 0 };
  for (const i of rows) {
    sums.gradient += gradient[i];
    sums.curvature += curvature[i];
  }
  return sums;
}

/** Twice the fall of the loss, from the rows themselves. */
function gainOf(slopes: Slopes, left: number[], right: number[]): number {
  const score = (rows: number[]) => {
    const { gradient, curvature } = sumsOf(slopes, rows);
    return gradient ** 2 / (curvature + rules.l2);
  };
  const allowed = [left, right].every((rows) => sumsOf(slopes, rows).curvature >= rules.minChildWeight);
  return allowed ? score(left) + score(right) - score([...left, ...right]) : Number.NEGATIVE_INFINITY;
}

/** The best gain of all cuts with either side for the unknown, and of all subsets of levels. */
function bruteForceGain({ binned, slopes }: ReturnType<typeof example>, feature: number): number {
  const bins = [...new Set(binned.bins.subarray(feature * n, (feature + 1) * n))].sort((a, b) => a - b);
  let best = Number.NEGATIVE_INFINITY;
  for (let subset = 1; subset < 2 ** bins.length - 1; subset++) {
    const isLeft = (bin: number) => ((subset >> bins.indexOf(bin)) & 1) === 1;
    const known = bins.filter((bin) => bin !== missingBin);
    const isCut = known.every((bin, k) => k === 0 || isLeft(known[k - 1]) || !isLeft(bin));
    if (!binned.isCategory[feature] && !isCut) continue;
    const side = (left: boolean) => [...all].filter((i) => isLeft(binned.bins[feature * n + i]) === left);
    best = Math.max(best, gainOf(slopes, side(true), side(false)));
  }
  return best;
}

describe('a histogram', () => {
  it('of one child is the parent’s less the other child’s', () => {
    const { binned, slopes } = example(1);
    const scratch = new Float64Array(2 * n);
    const fill = (from: number, to: number) => {
      const histogram = emptyHistogram(2);
      fillHistogram(histogram, { binned, features: both, slopes }, all.subarray(from, to), scratch);
      return histogram;
    };
    const parent = fill(0, n);
    subtractHistogram(parent, fill(0, 40), binned, both);
    fill(40, n).forEach((sum, at) => {
      expect(parent[at]).toBeCloseTo(sum, 10);
    });
  });
});

describe('the best split', () => {
  it.each([1, 2, 3, 4, 5])(
    'is that of trying all, for numbers and categories with gaps (seed %i)',
    (seed) => {
      const given = example(seed);
      const histogram = emptyHistogram(2);
      fillHistogram(histogram, { ...given, features: both }, all, new Float64Array(2 * n));
      for (const feature of both) {
        const split = findSplit(histogram, given.binned, Int32Array.of(feature), {
          sums: sumsOf(given.slopes, all),
          rules,
        });
        expect(split?.gain).toBeCloseTo(bruteForceGain(given, feature), 9);
        const left = [...all].filter((i) =>
          turnsLeft(split!.goesLeft, 0, given.binned.bins[feature * n + i]),
        );
        expect(sumsOf(given.slopes, left).gradient).toBeCloseTo(split!.leftGradient, 9);
      }
    },
  );

  it('is none where every side would be too light, or nothing is gained', () => {
    const { binned, slopes } = example(1);
    const histogram = emptyHistogram(2);
    fillHistogram(histogram, { binned, features: both, slopes }, all, new Float64Array(2 * n));
    const sums = sumsOf(slopes, all);
    expect(
      findSplit(histogram, binned, both, { sums, rules: { ...rules, minChildWeight: sums.curvature } }),
    ).toBeNull();
    expect(findSplit(histogram, binned, both, { sums, rules: { ...rules, minGain: 1e9 } })).toBeNull();
  });

  it('sends a bin that training did not see in the node to the heavier side', () => {
    const rows = table(number('x', [0, 0, 0, 0, 0, 0, 1, 1, 1]));
    const binned = binRows(fitBinning(rows, 8), rows);
    const slopes = {
      gradient: Float64Array.of(1, 1, 1, 1, 1, 1, -1, -1, -1),
      curvature: new Float64Array(9).fill(1),
    };
    const grown = treeGrower(binned, 9, rules).grow(all.slice(0, 9), Int32Array.of(0), slopes).tree;
    expect(turnsLeft(grown.goesLeft[0], 0, missingBin)).toBe(true);
  });
});

describe('a grown tree', () => {
  const leaves = (tree: GrownTree) => tree.feature.filter((feature) => feature < 0).length;

  it('gives each leaf minus its gradient over its curvature and L2, times the rate', () => {
    const { binned, slopes } = example(2);
    const { tree, leaves: parts } = grow(binned, slopes, rules);
    expect(parts.length).toBe(leaves(tree));
    expect(parts.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(n);
    for (const { node, from, to } of parts) {
      const { gradient, curvature } = sumsOf(slopes, order.subarray(from, to));
      expect(tree.value[node]).toBeCloseTo((-0.5 * gradient) / (curvature + 1), 9);
    }
  });

  it('holds its number of leaves and its depth', () => {
    const { binned, slopes } = example(3);
    expect(leaves(grow(binned, slopes, { ...rules, leaves: 5 }).tree)).toBe(5);
    expect(leaves(grow(binned, slopes, { ...rules, depth: 1 }).tree)).toBe(2);
    expect(leaves(grow(binned, slopes, { ...rules, depth: 2 }).tree)).toBeLessThanOrEqual(4);
  });

  it('is the same from a grower that has grown others before', () => {
    const { binned, slopes } = example(4);
    const grower = treeGrower(binned, n, rules);
    const first = grower.grow(all.slice(), both, slopes).tree;
    grower.grow(all.slice(0, 50), Int32Array.of(1), slopes);
    expect(grower.grow(all.slice(), both, slopes).tree).toEqual(first);
  });

  let order = new Int32Array();
  function grow(binned: BinnedRows, slopes: Slopes, by: typeof rules) {
    order = all.slice();
    return treeGrower(binned, n, by).grow(order, both, slopes);
  }
});
