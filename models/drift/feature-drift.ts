import { holm } from '../numerics/holm.ts';
import type { Distribution } from './distribution.ts';
import { type KolmogorovSmirnov, kolmogorovSmirnov, type Shift, shiftBetween } from './two-samples.ts';

/** What to compare: how one feature, or one prediction, was distributed, and how it is now. */
export interface Compared {
  readonly name: string;
  readonly family: string;
  readonly reference: Distribution;
  /** Rows in the bins of `reference`. */
  readonly current: ArrayLike<number>;
  /** PSI over a span of time across which the model was found good; null where that is not known. */
  readonly usualPsi: number | null;
}

/** When to raise an alarm. */
export interface DriftRule {
  /** Chance of any alarm among all that is compared, where nothing has changed. */
  readonly rate: number;
  /** A smaller PSI is no alarm, however sure. */
  readonly leastPsi: number;
}

export interface Drift extends Shift {
  readonly name: string;
  readonly family: string;
  /** Largest gap of the distribution functions; null for a category. It tells, and takes no part in the alarm. */
  readonly gap: KolmogorovSmirnov | null;
  /** `p`, adjusted for the number of comparisons by Holm's method. */
  readonly adjustedP: number;
  readonly usualPsi: number | null;
  /** Share of rows not known, before and now. */
  readonly missing: { readonly before: number; readonly now: number };
  readonly alarm: boolean;
}

/** A family of features taken together. */
export interface FamilyDrift {
  readonly family: string;
  readonly features: number;
  /** Largest PSI of its features. */
  readonly psi: number;
  /** Chance of one of them so far off where none has changed (Bonferroni within the family). */
  readonly p: number;
  /** Features with an alarm, largest PSI first. */
  readonly moved: readonly string[];
}

/**
 * Compares every feature with its reference. An alarm needs two things: a difference that chance does not explain (Holm
 * over all features at `rate`), and one that matters: a PSI above `leastPsi` and above what is usual.
 */
export function driftOf(compared: readonly Compared[], { rate, leastPsi }: DriftRule): Drift[] {
  const shifts = compared.map(({ reference, current }) => shiftBetween(reference.counts, current));
  const adjusted = holm(shifts.map(({ p }) => p));
  return compared.map(({ name, family, reference, current, usualPsi }, i) => ({
    name,
    family,
    ...shifts[i],
    gap: reference.bins.kind === 'number' ? kolmogorovSmirnov(reference.counts, current) : null,
    adjustedP: adjusted[i],
    usualPsi,
    missing: { before: missingShare(reference.counts), now: missingShare(current) },
    alarm: adjusted[i] <= rate && shifts[i].psi > Math.max(leastPsi, usualPsi ?? 0),
  }));
}

/** The same by family, in the order of the families' first features. */
export function familiesOf(drifts: readonly Drift[]): FamilyDrift[] {
  return [...new Set(drifts.map(({ family }) => family))].map((family) => {
    const own = drifts.filter((drift) => drift.family === family).sort((a, b) => b.psi - a.psi);
    return {
      family,
      features: own.length,
      psi: own[0].psi,
      p: Math.min(1, own.length * Math.min(...own.map(({ p }) => p))),
      moved: own.filter(({ alarm }) => alarm).map(({ name }) => name),
    };
  });
}

function missingShare(counts: ArrayLike<number>): number {
  const all = Array.from(counts).reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : counts[counts.length - 1] / all;
}
