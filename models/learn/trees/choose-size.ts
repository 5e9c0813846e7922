import { customerPart, customerShare } from '../../numerics/random.ts';
import { pairedDifference } from '../../quality/challenge/paired-difference.ts';
import type { ScoreLoss } from '../losses/score-loss.ts';
import { boost } from './boost.ts';
import type { BagRows } from './fit-bag.ts';
import { type BagRules, type TreeSize, treeRulesFor } from './hyper-parameters.ts';
import { scoreForest } from './score-forest.ts';

/** Rows on which sizes are tried: what is better on so many is better on more, or nearly as good. */
const mostRows = 12_000;
/** Customers are parted in so many, each part watched in turn until enough rows were. */
const parts = 3;
const enoughWatched = 3000;
/** Fewer rows choose nothing. */
const fewestRows = 300;
/** Trials go at twice the rate and give up sooner: they must tell sizes apart, not be good. */
const faster = 2;
const patience = 8;
/** Standard errors by which a larger size must be better than a smaller one. */
const clearly = 0.5;

/** How the size of trees was chosen. */
export interface SizeChoice {
  readonly size: TreeSize;
  /** Mean loss of held-out rows by size; empty where rows were too few to try. */
  readonly losses: readonly { readonly size: TreeSize; readonly loss: number }[];
}

/** The smallest size that no larger one beats on customers held out, tried with one quick forest a size and part. */
export function chooseSize(
  rows: BagRows,
  sizes: readonly TreeSize[],
  loss: ScoreLoss,
  seed: number,
): SizeChoice {
  if (sizes.length < 2 || rows.rows.length < fewestRows) return { size: sizes[0], losses: [] };
  const tried = { ...rows, rows: someCustomers(rows, seed) };
  const losses = sizes.map((size) => trialLosses(tried, trialRules(rows.rows.length, size), loss, seed));
  let best = 0;
  for (let s = 1; s < sizes.length; s++) {
    const { mean, standardError } = pairedDifference(losses[best], losses[s], rows.customer);
    if (mean > clearly * standardError && mean > 0) best = s;
  }
  return {
    size: sizes[best],
    losses: sizes.map((size, s) => ({ size, loss: meanKnown(losses[s]) })),
  };
}

function trialRules(rowCount: number, size: TreeSize): BagRules {
  const rules = treeRulesFor(rowCount, size, true);
  return { ...rules, learningRate: Math.min(0.15, faster * rules.learningRate), patience };
}

/** Losses of the rows watched in turn; NaN elsewhere. */
function trialLosses(
  { binned, target, weight, rows, customer }: BagRows,
  rules: BagRules,
  loss: ScoreLoss,
  seed: number,
): Float64Array {
  const losses = new Float64Array(target.length).fill(Number.NaN);
  const part = rows.map((i) => customerPart(customer[i], parts, seed));
  let watched = 0;
  for (let p = 0; p < parts && watched < enoughWatched; p++) {
    const learn = rows.filter((_, k) => part[k] !== p);
    const watch = rows.filter((_, k) => part[k] === p);
    if (learn.length === 0 || watch.length === 0) continue;
    const forest = boost({ binned, target, weight, learn, watch }, loss, rules, seed + p);
    const scores = scoreForest(forest, binned, watch);
    watch.forEach((i, k) => {
      losses[i] = loss.loss(scores[k], target[i]);
    });
    watched += watch.length;
  }
  return losses;
}

const someCustomers = ({ rows, customer }: BagRows, seed: number): Int32Array =>
  rows.length <= mostRows
    ? rows
    : rows.filter((i) => customerShare(customer[i], seed) < mostRows / rows.length);

function meanKnown(losses: Float64Array): number {
  const known = losses.filter((loss) => !Number.isNaN(loss));
  return known.reduce((sum, loss) => sum + loss, 0) / known.length;
}
