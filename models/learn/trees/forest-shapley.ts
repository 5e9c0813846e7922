import type { BinnedRows } from './bin-rows.ts';
import { type Forest, leafOf, turnsLeft } from './forest.ts';

/** Exact Shapley values of rows against a reference. */
export interface ForestShapley {
  /** Row-major [rows × features]; a row sums to score − baseline. */
  readonly contributions: Float64Array;
  readonly score: Float64Array;
  /** Score of the reference. */
  readonly baseline: number;
}

/**
 * Exact Shapley values of each row against one reference row: interventional TreeSHAP (Lundberg et al. 2020), in which
 * a feature outside the coalition takes the reference's value.
 *
 * A leaf is reached by a mixture of row and reference just when all features of a set A come from the row and all of a
 * set B from the reference, so it gives each of A its value × (|A|−1)!·|B|! / (|A|+|B|)! and each of B minus its
 * value × |A|!·(|B|−1)! / (|A|+|B|)!. Branches that neither would take are never walked.
 */
export function forestShapley(forest: Forest, rows: BinnedRows, reference: BinnedRows): ForestShapley {
  const score = new Float64Array(rows.rowCount).fill(forest.base);
  const walker = treeWalker(forest, rows, reference.bins);
  // A tree stays in the cache while all rows walk it.
  for (const root of forest.roots)
    for (let i = 0; i < rows.rowCount; i++) score[i] += walker.walkRow(root, i);
  const baseline = forest.roots.reduce(
    (sum, root) => sum + forest.value[leafOf(forest, root, reference, 0)],
    forest.base,
  );
  return { contributions: walker.contributions, score, baseline };
}

/** Where a feature on the path comes from. */
const undecided = 0;
const fromRow = 1;
const fromReference = 2;

/** Walks one row at a time through a tree: adds its contributions, and returns what the tree gives that row. */
function treeWalker(forest: Forest, rows: BinnedRows, reference: Uint8Array) {
  const { feature, left, goesLeft, value } = forest;
  const child = (node: number, bin: number) => left[node] + (turnsLeft(goesLeft, node, bin) ? 0 : 1);
  const ofReference = feature.map((f, node) => (f < 0 ? 0 : child(node, reference[f])));
  const features = rows.featureCount;
  const own = rowByRow(rows);
  const contributions = new Float64Array(own.length);
  const source = new Uint8Array(features);
  const path = new Int32Array(deepest);
  let row = 0;
  let given = 0;
  return {
    contributions,
    walkRow: (root: number, i: number): number => {
      row = i * features;
      walk(root, 0, 0);
      return given;
    },
  };

  /** Goes down while row and reference go together, and both ways where they part. */
  function walk(from: number, rowCount: number, referenceCount: number): void {
    let node = from;
    for (let f = feature[node]; f >= 0; f = feature[node]) {
      const ofRow = source[f] === fromReference ? ofReference[node] : child(node, own[row + f]);
      if (ofRow === ofReference[node] || source[f] === fromRow) node = ofRow;
      else {
        path[rowCount + referenceCount] = f;
        source[f] = fromRow;
        walk(ofRow, rowCount + 1, referenceCount);
        source[f] = fromReference;
        walk(ofReference[node], rowCount, referenceCount + 1);
        source[f] = undecided;
        return;
      }
    }
    share(value[node], rowCount, referenceCount);
  }

  function share(leaf: number, rowCount: number, referenceCount: number): void {
    // Nothing of the reference: the row's own leaf.
    if (referenceCount === 0) given = leaf;
    const forRow = leaf * orderShare(rowCount, referenceCount);
    const forReference = -leaf * orderShare(referenceCount, rowCount);
    for (let k = 0; k < rowCount + referenceCount; k++) {
      const f = path[k];
      contributions[row + f] += source[f] === fromRow ? forRow : forReference;
    }
  }
}

/** Bins row-major, as walks read them. */
function rowByRow({ bins, rowCount, featureCount }: BinnedRows): Uint8Array {
  const own = new Uint8Array(bins.length);
  for (let f = 0; f < featureCount; f++)
    for (let i = 0; i < rowCount; i++) own[i * featureCount + f] = bins[f * rowCount + i];
  return own;
}

/** Trees ask about fewer features than this on the way to a leaf. */
const deepest = 64;

/** (a − 1)!·b! / (a + b)!: the share of all orders in which the last of `a` comes just before `b` others. */
const orderShares = Float64Array.from({ length: deepest * deepest }, (_, at) => {
  const a = Math.floor(at / deepest);
  const b = at % deepest;
  let share = a === 0 ? 0 : 1 / a;
  for (let k = 1; k <= b; k++) share *= k / (a + k);
  return share;
});

const orderShare = (a: number, b: number): number => orderShares[a * deepest + b];
