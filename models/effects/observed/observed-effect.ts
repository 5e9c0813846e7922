import { meanDifference } from '../mean-difference.ts';
import { combined, momentsOf } from '../moments.ts';
import { type Balance, type Overlap, overlapOf, type Refusal, refusalsOf } from '../overlap.ts';
import { medianOf, medianOfSplits, type TreatedEffect, treatedEffect } from '../treated-effect.ts';
import { type BalancedEffect, balancedEffect } from './balanced-effect.ts';
import { type Contacts, type CrossFits, crossFit, learnableOf, sampleTaught } from './cross-fit.ts';
import type { ObservedRows } from './observed-rows.ts';

export interface ObservedOptions {
  readonly level: number;
  /** The same seed and rows give the same bytes. */
  readonly seed: number;
  /** Ways to part the customers into folds; fewer where there are many customers, unless said here. */
  readonly splits?: number;
  /** Chances of contact that the same customers and seed gave for another outcome: a fit less of every two. */
  readonly contacts?: readonly Contacts[];
  /** Called after each split, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** What an arm that somebody chose did, by several means, and whether any of them may be believed. */
export interface ObservedEffect {
  /** Difference of plain means: an effect only if those chosen were like the others. */
  readonly naive: TreatedEffect;
  /** Doubly robust, by both learners together: the headline where nothing is refused. */
  readonly blend: TreatedEffect;
  readonly linear: TreatedEffect;
  readonly trees: TreatedEffect;
  readonly balanced: BalancedEffect;
  readonly overlap: Overlap;
  readonly refusals: readonly Refusal[];
  /** Customers of each arm by tenths of their chance of contact, from the lowest on. */
  readonly chances: readonly { readonly treated: number; readonly control: number }[];
  readonly splits: number;
  /** Customers that a model learned from at most; null where each learned from all of its folds. */
  readonly taughtAtMost: number | null;
  /** Chances of contact, split by split. */
  readonly contacts: readonly Contacts[];
}

/**
 * Effect on the contacted without randomisation: cross-fitted AIPW (Chernozhukov et al. 2018), the median of several
 * splits, entropy balancing beside it, and the rules that decide whether there are controls like the contacted at all.
 */
export function observedEffect(rows: ObservedRows, options: ObservedOptions): ObservedEffect {
  const { level, seed } = options;
  const learnable = learnableOf(rows);
  const splits = options.splits ?? usualSplits(rows.treated.length);
  const fits = Array.from({ length: splits }, (_, split) => {
    const fit = crossFit(learnable, seed * 1000 + split, options.contacts?.[split]);
    options.onProgress?.((split + 1) / splits);
    return fit;
  });
  const medianBy = (kind: keyof CrossFits) =>
    medianOfSplits(
      fits.map((fit) => treatedEffect(fit[kind], level)),
      level,
    );
  const blend = medianBy('blend');
  const balanced = balancedEffect(rows, learnable.basis, level);
  const overlap = medianOverlap(
    fits.map((fit) => overlapOf(rows.treated, fit.blend.propensity, rows.covariates)),
  );
  const opinions = { value: blend.value, standardError: blend.standardError, other: balanced.value };
  return {
    naive: naiveEffect(rows, level),
    blend,
    linear: medianBy('linear'),
    trees: medianBy('trees'),
    balanced,
    overlap,
    refusals: refusalsOf(overlap, opinions),
    chances: chancesOf(rows.treated, fits[0]!.blend.propensity),
    splits,
    taughtAtMost: sampleTaught(rows.treated.length),
    contacts: fits.map(({ linear, trees }) => ({ linear: linear.propensity, trees: trees.propensity })),
  };
}

/** With many customers the splits hardly differ. */
function usualSplits(customers: number): number {
  if (customers <= 5000) return 10;
  return customers <= 50_000 ? 5 : 3;
}

function naiveEffect({ treated, outcome }: ObservedRows, level: number): TreatedEffect {
  const arm = (of: number) => combined(momentsOf([outcome.filter((_, i) => treated[i] === of)]), [1]);
  return meanDifference(arm(1), arm(0), level);
}

/** Each measure is the median over the splits. */
function medianOverlap(all: readonly Overlap[]): Overlap {
  const median = (of: (overlap: Overlap) => number) => medianOf(all.map(of));
  const [first] = all;
  return {
    treated: first!.treated,
    effectiveControls: median(({ effectiveControls }) => effectiveControls),
    certain: median(({ certain }) => certain),
    largestWeight: median(({ largestWeight }) => largestWeight),
    balance: first!.balance.map(
      ({ name, before }, j): Balance => ({ name, before, after: median(({ balance }) => balance[j]!.after) }),
    ),
  };
}

const tenths = 10;

function chancesOf(treated: Uint8Array, propensity: Float64Array) {
  const counted = Array.from({ length: tenths }, () => ({ treated: 0, control: 0 }));
  propensity.forEach((e, i) => {
    counted[Math.min(tenths - 1, Math.floor(e * tenths))]![treated[i] === 1 ? 'treated' : 'control']++;
  });
  return counted;
}
