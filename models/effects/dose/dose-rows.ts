import type { Covariate } from '../overlap.ts';

/** Rows in which each customer lived some amount of something, and what came afterwards. */
export interface DoseRows {
  /** Number of the customer, from 0; rows of one customer stand in one fold and are one draw. */
  readonly customer: Int32Array;
  /** How much of it was lived, in its own unit. */
  readonly dose: Float64Array;
  /** What came afterwards, one column for each figure. */
  readonly outcomes: readonly Float64Array[];
  /** The state of the customer before. */
  readonly covariates: readonly Covariate[];
}
