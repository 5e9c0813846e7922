import type { ScoreLoss } from '../losses/score-loss.ts';
import { chooseSize, type SizeChoice } from './choose-size.ts';
import { type BagRows, bagOf, fitBag, fitBagFor } from './fit-bag.ts';
import { type Forest, meanForest } from './forest.ts';
import { sizesFor, type TreeSize, treeRulesFor } from './hyper-parameters.ts';

export interface ForestOptions {
  readonly seed: number;
  /** Half the rate and more forests in the bag, where no digit is to be lost. */
  readonly slow: boolean;
  /** Takes the size of another forest on the same rows. */
  readonly size?: TreeSize | undefined;
  /** What an earlier fit on fewer rows found: its size and rounds are taken, and all rows teach. */
  readonly as?: Growth | undefined;
}

/** How a bag came to its trees. */
export interface Growth extends SizeChoice {
  /** Trees of one forest of the bag, in the mean. */
  readonly rounds: number;
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
    return { forest: meanForest([]), growth: { size: 'small', losses: [], rounds: 0, rows: 0 } };
  if (as) {
    const rules = treeRulesFor(as.rows, as.size, slow);
    return { forest: fitBagFor(as.rounds, rows, loss, rules, seed), growth: as };
  }
  const choice = chooseSize(rows, size === undefined ? sizesFor(count) : [size], loss, seed);
  const rules = treeRulesFor(count, choice.size, slow);
  const forest = bagOf(fitBag(rows, loss, rules, seed));
  const rounds = Math.max(1, Math.round(forest.roots.length / rules.bags));
  return { forest, growth: { ...choice, rounds, rows: count } };
}
