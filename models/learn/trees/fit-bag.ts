import { customerPart } from '../../numerics/random.ts';
import type { ScoreLoss } from '../losses/score-loss.ts';
import { type BoostingRows, boost } from './boost.ts';
import { type Forest, meanForest } from './forest.ts';
import type { BagRules } from './hyper-parameters.ts';

/** Customers are parted in so many; a forest of the bag watches one part and learns from the others. */
const parts = 6;
/** Fewer watched rows than this say nothing of when to stop. */
const fewestWatched = 10;
/** Trees grown where nobody can be watched. */
const unwatchedRounds = 50;

/** Known rows to fit a bag on, with their customers. */
export interface BagRows extends Pick<BoostingRows, 'binned' | 'target' | 'weight'> {
  readonly rows: Int32Array;
  readonly customer: Int32Array;
}

/** A forest of the bag, and the rows that it did not learn from. */
export interface BaggedForest {
  readonly forest: Forest;
  readonly watched: Int32Array;
}

/**
 * Boosts a bag of forests, each stopped by customers of its own: all rows teach, and none stops what it taught.
 *
 * The watched rows stand at the same dates as the others but are of other customers, so that no label is on both sides.
 */
export function fitBag(
  { rows, customer, ...given }: BagRows,
  loss: ScoreLoss,
  rules: BagRules,
  seed: number,
): BaggedForest[] {
  const part = rows.map((i) => customerPart(customer[i], parts, seed));
  return Array.from({ length: rules.bags }, (_, bag) => {
    const watched = rows.filter((_, k) => part[k] === bag);
    const enough = watched.length >= fewestWatched;
    const learn = enough ? rows.filter((_, k) => part[k] !== bag) : rows;
    const rounds = enough ? rules.rounds : Math.min(rules.rounds, unwatchedRounds);
    const watch = enough ? watched : new Int32Array();
    return { forest: boost({ ...given, learn, watch }, loss, { ...rules, rounds }, seed + bag), watched };
  });
}

export const bagOf = (bag: readonly BaggedForest[]): Forest => meanForest(bag.map(({ forest }) => forest));
