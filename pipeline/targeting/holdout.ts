import { createHash } from 'node:crypto';
import type { TargetingConfig } from '../../contracts/config/config.ts';

export type Arm = 'contact' | 'control';

/** The arm drawn for one listed customer. */
export interface Assignment {
  readonly arm: Arm;
  /** Value stratum, 1 = worth the most if kept. */
  readonly stratum: number;
  /** Share held out in the stratum. */
  readonly share: number;
}

/** A listed customer whose arm is to be drawn. */
export interface Drawable {
  readonly customer_id: string;
  readonly clv_if_kept: number;
}

/**
 * Draws who is held out: within strata of equal size by worth, those whose salted SHA-256 comes first. The number per
 * stratum is the share rounded by largest remainder, so that strata and total both agree with it. The hash depends on
 * salt and customer alone: the draw repeats, ignores the order of input, and tends to hold out the same people again.
 */
export function drawHoldout(
  customers: readonly Drawable[],
  { share, strata, salt }: TargetingConfig['holdout'],
): Map<string, Assignment> {
  const drawn = new Map<string, Assignment>();
  const groups = valueStrata(customers, strata);
  const counts = largestRemainders(
    groups.map((group) => group.length),
    share,
  );
  groups.forEach((group, i) => {
    const held = counts[i]!;
    const byHash = group.map(({ customer_id: id }) => ({ id, hash: drawHash(salt, id) })).sort(compareHash);
    byHash.forEach(({ id }, place) => {
      const arm = place < held ? 'control' : 'contact';
      drawn.set(id, { arm, stratum: i + 1, share: held / group.length });
    });
  });
  return drawn;
}

/** Strata by worth if kept, highest first, sizes equal but for one. */
function valueStrata(customers: readonly Drawable[], strata: number): Drawable[][] {
  const sorted = [...customers].sort(
    (a, b) => b.clv_if_kept - a.clv_if_kept || (a.customer_id < b.customer_id ? -1 : 1),
  );
  const count = Math.min(strata, sorted.length);
  const border = (i: number) => Math.round((i * sorted.length) / count);
  return Array.from({ length: count }, (_, i) => sorted.slice(border(i), border(i + 1)));
}

/** Whole numbers that sum to `share` of all, each within one of `share` of its size (Hamilton's method). */
export function largestRemainders(sizes: readonly number[], share: number): number[] {
  const total = Math.round(share * sizes.reduce((sum, size) => sum + size, 0));
  const counts = sizes.map((size) => Math.floor(share * size));
  const missing = total - counts.reduce((sum, count) => sum + count, 0);
  sizes
    .map((size, i) => ({ i, remainder: share * size - counts[i]! }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
    .slice(0, missing)
    .forEach(({ i }) => {
      counts[i]! += 1;
    });
  return counts;
}

const drawHash = (salt: string, id: string): string =>
  createHash('sha256')
    .update(JSON.stringify([salt, id]))
    .digest('hex');

const compareHash = (a: { hash: string; id: string }, b: { hash: string; id: string }): number =>
  a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0;
