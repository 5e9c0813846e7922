import type { Explanation, FeatureTable, SavedModel } from '../types.ts';
import type { LossName } from './losses/named-losses.ts';

/** Rows that teach a learner. */
export interface TaughtRows {
  readonly table: FeatureTable;
  /** A row of NaN teaches nothing. */
  readonly target: Float64Array;
  /** How much each row counts, 0 or more; 1 where left out. */
  readonly weight?: Float64Array | undefined;
  /** Rows of one customer are held out together; every row is another customer where left out. */
  readonly customer?: Int32Array | undefined;
}

export interface LearnOptions<Loss extends LossName = LossName> {
  readonly loss: Loss;
  /** The same seed, rows and options give the same bytes. */
  readonly seed: number;
  /** Trees of a fixed size, at the full rate and few in the bag: where many models are fitted only to adjust one figure. */
  readonly quick?: boolean;
}

/** What a general learner learned: one number a row. */
export interface Learned {
  /** Expected target of each row: a chance, a mean, a count or an amount, by the loss. */
  predict(table: FeatureTable): Float64Array;
  /**
   * What each feature adds to the score (`logit`: a logit, the mean itself, or its log) against the usual row. A row sums to
   * its score − baseline.
   */
  explain(table: FeatureTable, rows: readonly number[]): Explanation;
  save(): SavedModel;
}

/** Rows of known target that count. */
export const knownRows = ({ target, weight }: TaughtRows): Int32Array =>
  Int32Array.from(target.keys()).filter((i) => !Number.isNaN(target[i]) && !(weight && weight[i] === 0));

export const customersOf = ({ target, customer }: TaughtRows): Int32Array =>
  customer ?? Int32Array.from(target.keys());
