import type { Distribution } from './distribution.ts';
import type { EstimatedPerformance } from './estimated-performance.ts';
import type { Promised } from './matured-performance.ts';

/** How a feature was distributed over the reference rows. */
export interface FeatureBaseline extends Distribution {
  readonly name: string;
  /**
   * Largest PSI between the rows of any date that the model learned from and the reference rows: the model was judged
   * across such a move, so its quality contains it.
   */
  readonly usualPsi: number;
}

/**
 * What later nights are compared with: customers who could still leave at the latest as-of date that the model was judged
 * on. Plain data: it is stored beside the model.
 */
export interface Baseline {
  readonly asOf: string;
  readonly rows: number;
  readonly features: readonly FeatureBaseline[];
  /** P(churn), and value over the observed days, as the stored model gives them. */
  readonly churn: Distribution;
  readonly value: Distribution;
  /** What to expect of the reference rows; null where they leave nothing to order. */
  readonly estimated: EstimatedPerformance | null;
  /** What the model showed on later rows, by predictions made without having seen them; null where nothing could be told. */
  readonly promised: Promised | null;
}
