import { expect, it } from 'vitest';
import type { BinnedRows } from '../../../../models/learn/trees/bin-rows.ts';
import { type Forest, leafOf, wordsPerNode } from '../../../../models/learn/trees/forest.ts';
import { forestWalk } from '../../../../models/learn/trees/walk-forest.ts';
import { randomStream } from '../../../../models/numerics/random.ts';

const random = randomStream(3, 'forests to walk');

/** Trees as they grow: some leaf parts next, so that branches are of different length; one tree is a leaf alone. */
function someForest(partings: readonly number[], features: number): Forest {
  const [feature, left, roots]: number[][] = [[], [], []];
  for (const count of partings) {
    roots.push(feature.length);
    const leaves = [feature.length];
    feature.push(-1);
    left.push(0);
    for (let parting = 0; parting < count; parting++) {
      const [node] = leaves.splice(random.integer(leaves.length), 1);
      feature[node!] = random.integer(features);
      left[node!] = feature.length;
      leaves.push(feature.length, feature.length + 1);
      feature.push(-1, -1);
      left.push(0, 0);
    }
  }
  const goesLeft = Uint32Array.from({ length: feature.length * wordsPerNode }, () => random.integer(2 ** 31));
  const value = Float64Array.from(feature, () => random.uniform());
  return {
    base: 0,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    left: Int32Array.from(left),
    goesLeft,
    value,
  };
}

function someRows(rowCount: number, featureCount: number): BinnedRows {
  const bins = Uint8Array.from({ length: rowCount * featureCount }, () => random.integer(256));
  return {
    rowCount,
    featureCount,
    bins,
    binCounts: new Int32Array(featureCount).fill(255),
    isCategory: new Uint8Array(featureCount),
  };
}

it.each([3, 700])('takes each of %i rows to the leaf that it reaches node by node', (rowCount) => {
  const forest = someForest([7, 0, 30, 1], 5);
  const binned = someRows(rowCount, 5);
  const walk = forestWalk(forest, binned);
  const every = Int32Array.from({ length: rowCount }, (_, i) => i);
  const some = every.filter((i) => i % 3 !== 1);
  for (const root of forest.roots) {
    for (const rows of [every, some]) {
      const leaves = new Int32Array(rows.length);
      walk(root, rows, leaves);
      expect(leaves).toEqual(rows.map((i) => leafOf(forest, root, binned, i)));
    }
  }
});
