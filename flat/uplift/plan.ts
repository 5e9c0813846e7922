import type { ExperimentPlan, ReadAs } from '../experiment/plan.ts';

/** A column that gains are learned from. */
export interface BeforeColumn extends ReadAs {
  readonly key: string;
  readonly kind: 'number' | 'category';
}

/** What each column of a finished experiment is for. */
export interface UpliftPlan
  extends Pick<ExperimentPlan, 'arm' | 'control' | 'treated' | 'withoutArm' | 'said' | 'outcome' | 'id'> {
  readonly before: readonly BeforeColumn[];
  /** Columns left out, with why. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
  readonly risk: ReadAs | null;
  /** As SQL; null where nobody said. */
  readonly value: string | null;
  readonly cost: string | null;
}
