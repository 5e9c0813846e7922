import type { Covariate } from '../overlap.ts';

/** Customers who were contacted and who were not, without a draw: somebody chose. */
export interface ObservedRows {
  /** 1 for who was contacted. */
  readonly treated: Uint8Array;
  readonly outcome: Float64Array;
  /** What was known before anybody was contacted; nothing is missing. */
  readonly covariates: readonly Covariate[];
}

/** Amounts, or 1 and 0: shares are expected by logistic models. */
export const isShare = (values: Float64Array): boolean => values.every((value) => value === 0 || value === 1);
