/**
 * Share of an arm's money that one customer's gain or loss is: of hers and of what all others brought together. Null where
 * there is no money.
 */
export function shareOfOne(amount: number, total: number): number | null {
  const all = Math.abs(amount) + Math.abs(total - amount);
  return all === 0 ? null : Math.abs(amount) / all;
}
