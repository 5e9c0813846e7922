import type { FeatureTable } from '../types.ts';

/** Rows of a learner's own table that teach it. */
export interface Lesson {
  /** One a row of the table; only those of `rows` are read. */
  readonly target: Float64Array;
  readonly rows: Int32Array;
  /** 1 on average. */
  readonly weight: Float64Array;
}

/** What a small learner learned: one number a row. */
export interface Fitted {
  /** Of rows of the learner's own table. */
  at(rows: Int32Array): Float64Array;
  /** Of other rows with the same columns. */
  predict(table: FeatureTable): Float64Array;
}

/** Fits the rows of one table many times over: what does not depend on the outcome is prepared once. */
export interface Learner {
  fit(lesson: Lesson): Fitted;
}
