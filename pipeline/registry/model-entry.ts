import type { Feature } from '../../contracts/feature.ts';
import type { Quality } from '../../models/quality.ts';
import type { Driver } from '../training/drivers.ts';
import type { Extrapolation } from '../training/extrapolation.ts';

/** The one kind of model so far: churn and value together. */
export const retention = 'retention';

/** What is known of one version of a model: where it comes from, what it was learned on and how good it is. */
export interface ModelEntry {
  readonly kind: typeof retention;
  readonly version: string;
  /** As-of date of the run that trained it: it knows nothing from that day on. */
  readonly asOf: string;
  readonly codeVersion: string;
  readonly features: readonly Feature[];
  readonly trainedOn: readonly string[];
  readonly judgedOn: readonly string[];
  readonly rows: { readonly train: number; readonly later: number };
  readonly quality: Quality;
  readonly extrapolation: Extrapolation;
  /** What moves the chance of leaving, strongest first. */
  readonly drivers: readonly Driver[];
  readonly notes: readonly string[];
  /**
   * SHA-256 of the files beside this entry. `judged-…` stand beside a model that was fitted once more after it was judged;
   * versions of before there were baselines have none.
   */
  readonly sha256: Readonly<Record<'weights.bin' | 'model.json', string>> &
    Readonly<Partial<Record<'judged-weights.bin' | 'judged-model.json' | 'baseline.json', string>>>;
}
