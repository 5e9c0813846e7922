/** Share of rows whose amounts stay as they are. */
const kept = 0.999;

/** Amounts with the few largest drawn in to the size of the next: one bulk order would be most of a mean. */
export function capped(amounts: Float64Array): Float64Array {
  const sizes = amounts.map(Math.abs).sort();
  const cap = sizes[Math.max(0, Math.ceil(kept * sizes.length) - 1)]!;
  return amounts.map((amount) => Math.max(-cap, Math.min(cap, amount)));
}
