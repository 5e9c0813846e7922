import type { ScoreLoss } from '../losses/score-loss.ts';
import { chooseSize, type SizeChoice } from './choose-size.ts';
import { type BagRows, bagOf, fitBag } from './fit-bag.ts';
import { type Forest, meanForest } from './forest.ts';
import { sizesFor, type TreeSize, treeRulesFor } from './hyper-parameters.ts';
import { refitForest } from './refit-forest.ts';

export interface ForestOptions {
  readonly seed: number;
  /** A lower rate and more forests in the bag, where no digit is to be lost. */
  readonly slow: boolean;
  /** Takes the size of another forest on the same rows. */
  readonly size?: TreeSize | undefined;
  /** Grown on fewer rows of the same bins: its trees are kept, their leaves get new values, and some trees are added (refit-forest.ts). */
  readonly as?: GrownForest | undefined;
}

/** How a bag came to its trees. */
export interface Growth extends SizeChoice {
  /** Trees of each forest of the bag. */
  readonly trees: readonly number[];
  /** Rows that it learned from, by which the rate and the bag were set. */
  readonly rows: number;
}

export interface GrownForest {
  readonly forest: Forest;
  readonly growth: Growth;
}

/** Chooses the size of trees and boosts a bag of forests, as one forest. With nothing to learn from all score 0. */
export function fitForest(rows: BagRows, loss: ScoreLoss, options: ForestOptions): GrownForest {
  const { seed, slow, size, as } = options;
  const count = rows.rows.length;
  if (count === 0)
    return { forest: meanForest([]), growth: { size: 'small', losses: [], trees: [], rows: 0 } };
  if (as) {
    const { forest, growth } = as;
    const rules = treeRulesFor(growth.rows, growth.size, slow);
    const again = refitForest({ forest, trees: growth.trees }, rows, { loss, rules, seed });
    return { forest: again.forest, growth: { ...growth, trees: again.trees } };
  }
  const choice = chooseSize(rows, size === undefined ? sizesFor(count) : [size], loss, seed);
  const rules = treeRulesFor(count, choice.size, slow);
  const bag = fitBag(rows, loss, rules, seed);
  const trees = bag.map(({ forest }) => forest.roots.length);
  return { forest: bagOf(bag), growth: { ...choice, trees, rows: count } };
}
