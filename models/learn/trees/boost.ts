import { type RandomStream, randomStream } from '../../numerics/random.ts';
import type { ScoreLoss, Slopes } from '../losses/score-loss.ts';
import type { BinnedRows } from './bin-rows.ts';
import { type Forest, wordsPerNode } from './forest.ts';
import { type GrownTree, type TreeRules, treeGrower } from './grow-tree.ts';
import { forestWalk } from './walk-forest.ts';

export interface BoostingRules extends TreeRules {
  /** Most trees. */
  readonly rounds: number;
  /** Trees without a better watched loss before boosting stops. */
  readonly patience: number;
  /** Share of the rows, and of the features, that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
}

/** Rows to boost on, and rows of other customers to watch: none to grow all rounds. */
export interface BoostingRows {
  readonly binned: BinnedRows;
  readonly target: Float64Array;
  /** How much each row counts; 1 where left out. */
  readonly weight?: Float64Array | undefined;
  readonly learn: Int32Array;
  readonly watch: Int32Array;
  /** Where boosting starts, a score a row; the best constant where left out. */
  readonly start?: Float64Array;
}

/**
 * Gradient boosting (Friedman 2001) by second derivatives (Chen and Guestrin 2016), on samples of rows and features.
 * The trees up to the best watched loss are kept.
 */
export function boost(
  { binned, target, weight, learn, watch, start }: BoostingRows,
  loss: ScoreLoss,
  rules: BoostingRules,
  seed: number,
): Forest {
  const random = randomStream(seed, 'boosting');
  const grower = treeGrower(binned, learn.length, rules);
  const base = loss.start(target, learn, weight);
  const scores = start?.slice() ?? new Float64Array(binned.rowCount).fill(base);
  const slopes = { gradient: new Float64Array(scores.length), curvature: new Float64Array(scores.length) };
  const order = new Int32Array(learn.length);
  const leaf = new Int32Array(binned.rowCount);
  const features = featuresThatVary(binned);
  const trees: GrownTree[] = [];
  let best = { loss: meanLoss(), trees: 0 };
  while (trees.length < rules.rounds && trees.length - best.trees < rules.patience) {
    addTree(drawRows(learn, rules.rowShare, random, order));
    const loss = meanLoss();
    if (watch.length === 0 || loss < best.loss) best = { loss, trees: trees.length };
  }
  return forestOf(base, trees.slice(0, best.trees));

  /** Grows on the first `drawn` rows of `order`; all rows' scores follow. */
  function addTree(drawn: number): void {
    const rows = order.subarray(0, drawn);
    loss.slopes(scores, target, rows, slopes);
    if (weight) weigh(slopes, weight, rows);
    const { tree, leaves } = grower.grow(rows, drawFeatures(features, rules.featureShare, random), slopes);
    for (const { node, from, to } of leaves) {
      for (let k = from; k < to; k++) scores[rows[k]] += tree.value[node];
    }
    const walk = forestWalk(forestOf(0, [tree]), binned);
    for (const others of [order.subarray(drawn), watch]) {
      walk(0, others, leaf);
      for (let k = 0; k < others.length; k++) scores[others[k]] += tree.value[leaf[k]];
    }
    trees.push(tree);
  }

  function meanLoss(): number {
    let [sum, count] = [0, 0];
    for (const i of watch) {
      const own = weight === undefined ? 1 : weight[i];
      sum += own * loss.loss(scores[i], target[i]);
      count += own;
    }
    return sum / count;
  }
}

/** Counts each row's slopes by its weight. */
export function weigh({ gradient, curvature }: Slopes, weight: Float64Array, rows: Int32Array): void {
  for (const i of rows) {
    gradient[i] *= weight[i];
    curvature[i] *= weight[i];
  }
}

function featuresThatVary({ bins, rowCount, featureCount }: BinnedRows): Int32Array {
  const varies = (f: number) => {
    const column = bins.subarray(f * rowCount, (f + 1) * rowCount);
    return column.some((bin) => bin !== column[0]);
  };
  return Int32Array.from({ length: featureCount }, (_, f) => f).filter(varies);
}

/** Chances of a block of rows: below one, so that a share of one draws them all. */
const chances = new Float64Array(4096);

/** Writes all rows to `order`, those drawn first; returns how many were drawn, at least one. */
function drawRows(rows: Int32Array, share: number, random: RandomStream, order: Int32Array): number {
  let drawn = 0;
  let end = rows.length;
  for (let from = 0; from < rows.length; from += chances.length) {
    const block = rows.subarray(from, from + chances.length);
    if (share < 1) random.fill(chances.subarray(0, block.length));
    for (let k = 0; k < block.length; k++) {
      // Written at both ends, one of which moves on: chance is what no branch can guess.
      const isDrawn = chances[k] < share ? 1 : 0;
      order[drawn] = block[k];
      order[end - 1] = block[k];
      drawn += isDrawn;
      end -= 1 - isDrawn;
    }
  }
  return Math.max(1, drawn);
}

function drawFeatures(features: Int32Array, share: number, random: RandomStream): Int32Array {
  const count = Math.max(1, Math.round(share * features.length));
  if (count >= features.length) return features;
  const pool = features.slice();
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(pool.length - i);
    [pool[i], pool[j]] = [pool[j], pool[i]];
  }
  return pool.slice(0, count).sort();
}

function forestOf(base: number, trees: readonly GrownTree[]): Forest {
  const roots = new Int32Array(trees.length);
  let nodes = 0;
  trees.forEach(({ feature }, t) => {
    roots[t] = nodes;
    nodes += feature.length;
  });
  const goesLeft = new Uint32Array(nodes * wordsPerNode);
  trees.forEach((tree, t) => {
    tree.goesLeft.forEach((words, node) => {
      goesLeft.set(words, wordsPerNode * (roots[t] + node));
    });
  });
  return {
    base,
    roots,
    feature: Int32Array.from(trees.flatMap(({ feature }) => feature)),
    left: Int32Array.from(trees.flatMap(({ left }, t) => left.map((node) => (node ? node + roots[t] : 0)))),
    goesLeft,
    value: Float64Array.from(trees.flatMap(({ value }) => value)),
  };
}
