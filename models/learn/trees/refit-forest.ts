import type { ScoreLoss } from '../losses/score-loss.ts';
import { boost, weigh } from './boost.ts';
import type { BagRows } from './fit-bag.ts';
import { type Forest, meanForest, partsOfForest, sumForest } from './forest.ts';
import type { BagRules } from './hyper-parameters.ts';
import { forestWalk } from './walk-forest.ts';

/** A bag as one forest: which of its trees stand in which forest of the bag. */
export interface BaggedTrees {
  readonly forest: Forest;
  /** Trees of each forest of the bag, in their order. */
  readonly trees: readonly number[];
}

/** By what trees are grown. */
export interface Growing {
  readonly loss: ScoreLoss;
  readonly rules: BagRules;
  readonly seed: number;
}

/** New trees for so many kept ones: where new rows part otherwise. */
const newTrees = 0.2;

/**
 * Keeps what the trees ask, gives each leaf a new value by all rows, tree after tree as in boosting, and goes on boosting
 * for a fifth more trees: at a quarter of what growing all of them again costs. What new rows change is first how much, and
 * less where to part.
 */
export function refitForest(
  { forest, trees }: BaggedTrees,
  rows: BagRows,
  { loss, rules, seed }: Growing,
): BaggedTrees {
  const { binned, target, weight } = rows;
  const base = loss.start(target, rows.rows, weight);
  const bag = partsOfForest(forest, trees).map((kept, at) => {
    const { forest: refitted, scores } = withNewLeaves({ ...kept, base }, rows, loss, rules);
    const more = { ...rules, rounds: Math.ceil(newTrees * kept.roots.length) };
    const boosting = { binned, target, weight, learn: rows.rows, watch: new Int32Array(), start: scores };
    return sumForest(refitted, boost(boosting, loss, more, seed + at));
  });
  return {
    forest: bag.length > 0 ? meanForest(bag) : { ...forest, base },
    trees: bag.map(({ roots }) => roots.length),
  };
}

/** Leaves get the value that the rows which reach them ask for; also returns how the rows then score. */
function withNewLeaves(
  forest: Forest,
  { binned, target, weight, rows }: BagRows,
  loss: ScoreLoss,
  { learningRate, l2 }: Pick<BagRules, 'learningRate' | 'l2'>,
): { readonly forest: Forest; readonly scores: Float64Array } {
  const { rowCount } = binned;
  const scores = new Float64Array(rowCount).fill(forest.base);
  const slopes = { gradient: new Float64Array(rowCount), curvature: new Float64Array(rowCount) };
  const walk = forestWalk(forest, binned);
  const leaf = new Int32Array(rows.length);
  const value = new Float64Array(forest.value.length);
  const gradient = new Float64Array(value.length);
  const curvature = new Float64Array(value.length);
  forest.roots.forEach((root, tree) => {
    loss.slopes(scores, target, rows, slopes);
    if (weight) weigh(slopes, weight, rows);
    walk(root, rows, leaf);
    for (let k = 0; k < rows.length; k++) {
      const [i, at] = [rows[k], leaf[k]];
      gradient[at] += slopes.gradient[i];
      curvature[at] += slopes.curvature[i];
    }
    const end = forest.roots[tree + 1] ?? value.length;
    for (let node = root; node < end; node++) {
      if (curvature[node] > 0) value[node] = (-learningRate * gradient[node]) / (curvature[node] + l2);
    }
    for (let k = 0; k < rows.length; k++) scores[rows[k]] += value[leaf[k]];
  });
  return { forest: { ...forest, value }, scores };
}
