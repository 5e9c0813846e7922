import type { Slopes } from '../losses/score-loss.ts';
import type { BinnedRows } from './bin-rows.ts';
import { missingBin } from './binning.ts';
import { findSplit, type Split, type SplitRules, type Sums } from './find-split.ts';
import { turnsLeft, wordsPerNode } from './forest.ts';
import { emptyHistogram, fillHistogram, type Histogram, subtractHistogram } from './histogram.ts';

export interface TreeRules extends SplitRules {
  readonly leaves: number;
  readonly depth: number;
  readonly learningRate: number;
}

/** A tree as it grows: nodes in the order in which they came up. */
export interface GrownTree {
  readonly feature: number[];
  readonly left: number[];
  readonly goesLeft: Uint32Array[];
  readonly value: number[];
}

/** A node that may still part: its rows are rows[from … to − 1]. */
interface OpenNode extends Sums {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly histogram: Histogram | null;
  readonly split: Split | null;
}

/** The rows that reached a leaf: rows[from … to − 1] as the grower left them. */
export interface LeafRows {
  readonly node: number;
  readonly from: number;
  readonly to: number;
}

/** Grows trees over one set of rows; keeps its histograms from tree to tree. */
export interface TreeGrower {
  /**
   * Grows leaf by leaf, best gain first.
   * @param rows those to grow on; reordered in place
   * @param features those that splits may ask about
   */
  grow(
    rows: Int32Array,
    features: Int32Array,
    slopes: Slopes,
  ): { readonly tree: GrownTree; readonly leaves: readonly LeafRows[] };
}

const noWords = new Uint32Array(wordsPerNode);

export function treeGrower(binned: BinnedRows, mostRows: number, rules: TreeRules): TreeGrower {
  const free: Histogram[] = [];
  const scratch = new Float64Array(2 * mostRows);
  const aside = new Int32Array(mostRows);
  const sides = new Uint8Array(missingBin + 1);
  const newHistogram = () => free.pop() ?? emptyHistogram(binned.featureCount);
  return { grow };

  function grow(rows: Int32Array, features: Int32Array, slopes: Slopes) {
    const tree: GrownTree = { feature: [-1], left: [0], goesLeft: [noWords], value: [0] };
    const histogram = newHistogram();
    const grounds = { binned, features, slopes };
    fillHistogram(histogram, grounds, rows, scratch);
    const root = { node: 0, from: 0, to: rows.length, depth: 0, ...sumsOf(scratch, rows.length) };
    const open = [opened(root, histogram)];
    for (let leaves = 1; leaves < rules.leaves; leaves++) {
      const best = takeBest(open);
      if (!best) break;
      open.push(...part(best));
    }
    for (const { node, gradient, curvature, histogram } of open) {
      tree.value[node] = (-rules.learningRate * gradient) / (curvature + rules.l2);
      if (histogram) free.push(histogram);
    }
    return { tree, leaves: open };

    function opened(node: Omit<OpenNode, 'histogram' | 'split'>, histogram: Histogram): OpenNode {
      return { ...node, histogram, split: findSplit(histogram, binned, features, { sums: node, rules }) };
    }

    function part(parent: OpenNode): OpenNode[] {
      const split = parent.split!;
      const parted = partRows(binned, rows.subarray(parent.from, parent.to), split, { sides, aside });
      const middle = parent.from + parted;
      const left = addChildren(tree, parent.node, split);
      const depth = parent.depth + 1;
      const gradient = parent.gradient - split.leftGradient;
      const curvature = parent.curvature - split.leftCurvature;
      const first = { gradient: split.leftGradient, curvature: split.leftCurvature };
      const children = [
        { node: left, from: parent.from, to: middle, depth, ...first },
        { node: left + 1, from: middle, to: parent.to, depth, gradient, curvature },
      ];
      if (depth >= rules.depth) {
        free.push(parent.histogram!);
        return children.map((child) => ({ ...child, histogram: null, split: null }));
      }
      return withHistograms(children, parent.histogram!);
    }

    /** Visits the rows of the smaller child only. */
    function withHistograms(
      children: Omit<OpenNode, 'histogram' | 'split'>[],
      ofParent: Histogram,
    ): OpenNode[] {
      const small = children[0].to - children[0].from <= children[1].to - children[1].from ? 0 : 1;
      const ofSmall = newHistogram();
      const { from, to } = children[small];
      fillHistogram(ofSmall, grounds, rows.subarray(from, to), scratch);
      subtractHistogram(ofParent, ofSmall, binned, features);
      return children.map((child, c) => opened(child, c === small ? ofSmall : ofParent));
    }
  }
}

/** @param scratch slopes of so many rows, one after the other */
function sumsOf(scratch: Float64Array, rows: number): Sums {
  let gradient = 0;
  let curvature = 0;
  for (let s = 0; s < 2 * rows; s += 2) {
    gradient += scratch[s];
    curvature += scratch[s + 1];
  }
  return { gradient, curvature };
}

/** Takes out the open node with the largest gain; of equal ones the oldest. */
function takeBest(open: OpenNode[]): OpenNode | undefined {
  let best = -1;
  for (let i = 0; i < open.length; i++) {
    const gain = open[i].split?.gain;
    if (gain !== undefined && (best < 0 || gain > open[best].split!.gain)) best = i;
  }
  return best < 0 ? undefined : open.splice(best, 1)[0];
}

/** Puts the rows that go left first; both sides keep their order. Returns how many go left. */
function partRows(
  { bins, rowCount }: BinnedRows,
  rows: Int32Array,
  { feature, goesLeft }: Split,
  { sides, aside }: { readonly sides: Uint8Array; readonly aside: Int32Array },
): number {
  for (let bin = 0; bin < sides.length; bin++) sides[bin] = turnsLeft(goesLeft, 0, bin) ? 1 : 0;
  const column = feature * rowCount;
  let left = 0;
  let right = 0;
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k];
    const isLeft = sides[bins[column + i]];
    // Written to both sides, one of which moves on: a branch that nobody can guess costs more.
    rows[left] = i;
    aside[right] = i;
    left += isLeft;
    right += 1 - isLeft;
  }
  rows.set(aside.subarray(0, right), left);
  return left;
}

function addChildren(tree: GrownTree, parent: number, split: Split): number {
  const left = tree.feature.length;
  tree.feature[parent] = split.feature;
  tree.left[parent] = left;
  tree.goesLeft[parent] = split.goesLeft;
  for (let side = 0; side < 2; side++) {
    tree.feature.push(-1);
    tree.left.push(0);
    tree.goesLeft.push(noWords);
    tree.value.push(0);
  }
  return left;
}
