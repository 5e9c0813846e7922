/**
 * Share of an arm's variance that its customer farthest from the mean makes; null where nothing varies. Few and bounded outcomes, and
 * those centred around zero, are told by it from money that a few large customers make.
 */
export function shareOfFarthest(
  { n, mean, variance }: { readonly n: number; readonly mean: number; readonly variance: number },
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  const scatter = (n - 1) * variance;
  return scatter > 0 ? Math.max(most - mean, mean - least) ** 2 / scatter : null;
}

/**
 * Share of an arm's money that one customer's gain or loss is: of hers and of what all others brought together. Null where
 * there is no money.
 */
export function shareOfOne(amount: number, total: number): number | null {
  const all = Math.abs(amount) + Math.abs(total - amount);
  return all === 0 ? null : Math.abs(amount) / all;
}
