import type { Outcomes } from '../types.ts';
import type { RawScores } from './raw-scores.ts';

/** Rows with their outcomes and what is said of them. */
export interface ScoredRows extends Outcomes {
  readonly scores: RawScores;
}
