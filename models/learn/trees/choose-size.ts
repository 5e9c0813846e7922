import { customerPart, customerShare } from '../../numerics/random.ts';
import { pairedDifference } from '../../quality/challenge/paired-difference.ts';
import type { ScoreLoss } from '../losses/score-loss.ts';
import { type BoostingRows, boost } from './boost.ts';
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
/** Standard errors behind the best at which a size is tried no further. */
const beaten = 3;

/** How the size of trees was chosen. */
export interface SizeChoice {
  readonly size: TreeSize;
  /** Mean loss by size of held-out rows on which all were tried; empty where rows were too few to try. */
  readonly losses: readonly { readonly size: TreeSize; readonly loss: number }[];
}

/** A size under trial. */
interface Trial {
  readonly size: TreeSize;
  readonly rules: BagRules;
  /** Of the rows watched so far; NaN elsewhere. */
  readonly losses: Float64Array;
}

/**
 * The smallest size that no larger one beats on customers held out, tried with one quick forest a size and part. A size that the
 * first parts put far behind is not tried on the others.
 */
export function chooseSize(
  rows: BagRows,
  sizes: readonly TreeSize[],
  loss: ScoreLoss,
  seed: number,
): SizeChoice {
  if (sizes.length < 2 || rows.rows.length < fewestRows) return { size: sizes[0], losses: [] };
  const tried = { ...rows, rows: someCustomers(rows, seed) };
  const all = sizes.map(
    (size): Trial => ({
      size,
      rules: trialRules(rows.rows.length, size),
      losses: new Float64Array(rows.target.length).fill(Number.NaN),
    }),
  );
  let left: readonly Trial[] = all;
  let watched = 0;
  for (let p = 0; p < parts && watched < enoughWatched && left.length > 1; p++) {
    const parted = partRows(tried, p, seed);
    if (parted.learn.length === 0 || parted.watch.length === 0) continue;
    for (const trial of left) tryOn(trial, parted, loss, seed + p);
    watched += parted.watch.length;
    left = withoutBeaten(left, rows.customer);
  }
  const best = left.reduce((stands, larger) =>
    isBetter(larger, stands, clearly, rows.customer) ? larger : stands,
  );
  return { size: best.size, losses: lossesOf(all) };
}

function trialRules(rowCount: number, size: TreeSize): BagRules {
  const rules = treeRulesFor(rowCount, size, true);
  return { ...rules, learningRate: Math.min(0.15, faster * rules.learningRate), patience };
}

/** The rows of one part to watch, those of the others to learn from. */
function partRows({ rows, customer, ...given }: BagRows, part: number, seed: number): BoostingRows {
  const isOwn = (i: number) => customerPart(customer[i], parts, seed) === part;
  return { ...given, learn: rows.filter((i) => !isOwn(i)), watch: rows.filter(isOwn) };
}

function tryOn({ rules, losses }: Trial, rows: BoostingRows, loss: ScoreLoss, seed: number): void {
  const { binned, target, watch } = rows;
  const scores = scoreForest(boost(rows, loss, rules, seed), binned, watch);
  watch.forEach((i, k) => {
    losses[i] = loss.loss(scores[k], target[i]);
  });
}

function withoutBeaten(trials: readonly Trial[], customer: Int32Array): readonly Trial[] {
  const means = trials.map(({ losses }) => meanOf(losses.filter((loss) => !Number.isNaN(loss))));
  const leader = trials[means.indexOf(Math.min(...means))];
  return trials.filter((trial) => !isBetter(leader, trial, beaten, customer));
}

function isBetter(one: Trial, other: Trial, errors: number, customer: Int32Array): boolean {
  const { mean, standardError } = pairedDifference(other.losses, one.losses, customer);
  return mean > errors * standardError && mean > 0;
}

function lossesOf(trials: readonly Trial[]): SizeChoice['losses'] {
  const shared = Array.from(trials[0].losses.keys()).filter((i) =>
    trials.every(({ losses }) => !Number.isNaN(losses[i])),
  );
  return trials.map(({ size, losses }) => ({
    size,
    loss: meanOf(Float64Array.from(shared, (i) => losses[i])),
  }));
}

const meanOf = (values: Float64Array): number => values.reduce((sum, own) => sum + own, 0) / values.length;

const someCustomers = ({ rows, customer }: BagRows, seed: number): Int32Array =>
  rows.length <= mostRows
    ? rows
    : rows.filter((i) => customerShare(customer[i], seed) < mostRows / rows.length);
