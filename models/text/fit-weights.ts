import { type RandomStream, randomStream, shuffle } from '../numerics/random.ts';
import { dualStep } from './dual-step.ts';
import type { SparseRows } from './sparse-rows.ts';

/** What a linear model of several classes is fitted on. */
export interface ClassRows {
  readonly rows: SparseRows;
  /** One more than the last index of a row. */
  readonly features: number;
  /** Class of each row, 0 to `classes` − 1. */
  readonly label: Int32Array;
  readonly classes: number;
  /** The rows that teach. */
  readonly taught: Int32Array;
}

export interface WeightOptions {
  /** C of ½‖W‖² + C Σ loss. */
  readonly cost: number;
  readonly seed: number;
  /** To convergence: scores tell known texts from unknown ones only then. */
  readonly tight?: boolean;
}

/** Weights of feature f and class k at `f × classes + k`. */
export type ClassWeights = Float32Array;

const mostPasses = 12;
/** Mean change of the shares of an example at which the passes end. */
const settled = 2e-3;
/** The same, and the most passes, of a tight fit. */
const [tightlySettled, mostTightPasses] = [2e-4, 60];
/** Change of one example below which it is passed over once. */
const still = 5e-4;

/**
 * Multinomial logistic regression with a ridge penalty, by dual coordinate ascent: no learning rate, the same bytes for the
 * same rows, options and seed. Rare classes weigh more, by (n / (classes × n of the class))^½.
 */
export function fitWeights(given: ClassRows, options: WeightOptions): ClassWeights {
  const { taught, classes, features } = given;
  const ascent: Ascent = {
    ...given,
    weights: new Float32Array(features * classes),
    shares: oneHot(given),
    rests: new Uint8Array(taught.length),
    costs: costsOf(given, options.cost),
    lengths: squaredLengths(given),
  };
  const random = randomStream(options.seed, 'dual ascent');
  const [passes, moves] = options.tight ? [mostTightPasses, tightlySettled] : [mostPasses, settled];
  for (let pass = 0; pass < passes; pass++) {
    if (ascend(ascent, random) < moves * taught.length) break;
  }
  return ascent.weights;
}

interface Ascent extends ClassRows {
  readonly weights: ClassWeights;
  /** Dual variables by place in `taught`. */
  readonly shares: Float64Array;
  /** 1 where an example has settled and is passed over once. */
  readonly rests: Uint8Array;
  readonly costs: Float64Array;
  readonly lengths: Float64Array;
}

/** One pass over all examples in a new order: answers how much the shares moved. */
function ascend(ascent: Ascent, random: RandomStream): number {
  const { classes, label, taught, rows, weights, shares, rests, costs, lengths } = ascent;
  const order = Int32Array.from(taught.keys());
  shuffle(order, random);
  const [scores, after] = [new Float64Array(classes), new Float64Array(classes)];
  let moved = 0;
  for (const place of order) {
    if (rests[place] === 1) {
      rests[place] = 0;
      continue;
    }
    const row = taught[place];
    const before = shares.subarray(place * classes, (place + 1) * classes);
    const cost = costs[label[row]];
    scoreRow(rows, row, weights, scores);
    dualStep(scores, before, cost * lengths[place], after);
    let change = 0;
    for (let k = 0; k < classes; k++) {
      change += Math.abs(after[k] - before[k]);
      scores[k] = cost * (before[k] - after[k]);
      before[k] = after[k];
    }
    moved += change;
    if (change < still) rests[place] = 1;
    addRow(rows, row, scores, weights);
  }
  return moved;
}

/** Scores of one row, one for each class. */
export function scoreRow(
  { start, index, value }: SparseRows,
  row: number,
  weights: ArrayLike<number>,
  scores: Float64Array,
): void {
  const classes = scores.length;
  scores.fill(0);
  for (let i = start[row]; i < start[row + 1]; i++) {
    const at = index[i] * classes;
    const x = value[i];
    for (let k = 0; k < classes; k++) scores[k] += weights[at + k] * x;
  }
}

function addRow({ start, index, value }: SparseRows, row: number, by: Float64Array, weights: ClassWeights) {
  const classes = by.length;
  for (let i = start[row]; i < start[row + 1]; i++) {
    const at = index[i] * classes;
    const x = value[i];
    for (let k = 0; k < classes; k++) weights[at + k] += by[k] * x;
  }
}

function oneHot({ taught, label, classes }: ClassRows): Float64Array {
  const shares = new Float64Array(taught.length * classes);
  taught.forEach((row, place) => {
    shares[place * classes + label[row]] = 1;
  });
  return shares;
}

function costsOf({ taught, label, classes }: ClassRows, cost: number): Float64Array {
  const counts = new Int32Array(classes);
  for (const row of taught) counts[label[row]]++;
  return Float64Array.from(counts, (n) => (n === 0 ? cost : cost * Math.sqrt(taught.length / (classes * n))));
}

function squaredLengths({ taught, rows: { start, value } }: ClassRows): Float64Array {
  return Float64Array.from(taught, (row) => {
    let sum = 0;
    for (let i = start[row]; i < start[row + 1]; i++) sum += value[i] * value[i];
    return sum;
  });
}
