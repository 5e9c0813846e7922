import type { FitOptions, LearningSet } from '../../types.ts';
import { treesJob } from './jobs.ts';
import { type Begun, begin } from './second-thread.ts';
import { seenOf } from './seen-of.ts';

/** Boosted trees of a first fit, on their way. */
export type TreesAhead = Begun<'trees'>;

/** How an ensemble is fitted, and what was begun before. */
export interface EnsembleOptions extends FitOptions {
  /** Trees of the first fit (`growTrees`). */
  readonly trees?: TreesAhead;
}

/**
 * Begins to grow the trees of a fit, so that they are ready when its turn comes: handed to it as `trees`, or abandoned. With a
 * single thread they grow when they are waited for; the bytes are the same.
 * @param train the very rows that the fit will learn from, and the options that it will have
 */
export const growTrees = (train: LearningSet, options: FitOptions): TreesAhead =>
  begin('trees', () => treesJob(seenOf(train, options), options.seed, null), options.threads);
