import type { SimpleRule } from '../../models/quality.ts';
import type { LearningSet } from '../../models/types.ts';

/** What a contestant is given of one origin, or of one random split, and what it is judged on. */
export interface Fold {
  readonly name: string;
  readonly train: LearningSet;
  /** Later rows, none of whose label days a training label shares. */
  readonly later: LearningSet;
  /** Later still; nothing learns from them. */
  readonly test: LearningSet;
  /** Predictions of the test rows by rules and probabilistic models, made where the purchases are at hand. */
  readonly rules: readonly SimpleRule[];
  /** What the truth says of the test rows, NaN where it was not asked; simulated data only. */
  readonly oracle?: SimpleRule;
}

/** A data set of the bench. */
export interface BenchData {
  readonly name: string;
  /** File under ../shared/data that it is made of; null where it is made here. */
  readonly file: string | null;
  /** One paragraph for people: rows, definition, splits. */
  readonly about: string;
  /** False where churn alone can be learned. */
  readonly hasValue: boolean;
  /** @param folder for files that may stay from run to run */
  readonly folds: (folder: string) => Promise<readonly Fold[]>;
}
