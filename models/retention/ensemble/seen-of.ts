import type { FitOptions, LearningSet } from '../../types.ts';

/** What a fit sees of its rows: without their values where churn alone is learned. */
export const seenOf = (rows: LearningSet, { churnOnly }: FitOptions): LearningSet =>
  churnOnly ? { ...rows, value: new Float64Array(rows.table.rowCount).fill(Number.NaN) } : rows;
