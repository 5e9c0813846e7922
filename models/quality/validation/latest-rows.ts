/** Rows whose outcome is known, in their order. */
export const knownRows = (outcome: Float64Array): Int32Array =>
  Int32Array.from(outcome.keys()).filter((row) => !Number.isNaN(outcome[row]));

/**
 * Rows with a known outcome at the latest as-of date that has any, in their order: each customer once. Taking each
 * customer's own latest row instead would choose by outcome, since who has left is missing from later dates.
 */
export function latestRows(outcome: Float64Array, asOf: Int32Array): Int32Array {
  const known = knownRows(outcome);
  const latest = known.reduce((last, row) => Math.max(last, asOf[row]), Number.NEGATIVE_INFINITY);
  return known.filter((row) => asOf[row] === latest);
}

/** The entries of `values` at the given rows. */
export const valuesAt = (values: ArrayLike<number>, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row]);
