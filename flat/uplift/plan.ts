import type { ExperimentPlan, ReadAs } from '../experiment/plan.ts';

/** A column that gains are learned from. */
export interface BeforeColumn extends ReadAs {
  readonly key: string;
  readonly kind: 'number' | 'category';
}

/** An amount of each customer: the same for all, or out of a column. */
export interface Amount {
  readonly sql: string;
  readonly column?: string;
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
  /** What the contact of each arm costs, in the order of `treated`; null where nobody said. */
  readonly costs: readonly Amount[] | null;
}
