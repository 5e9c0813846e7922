/** Rows whose outcome is known, in their order. */
export const knownRows = (outcome: Float64Array): Int32Array =>
  Int32Array.from(outcome.keys()).filter((row) => !Number.isNaN(outcome[row]!));

/** Each customer's row at the latest as-of date at which the outcome is known, in the order of the rows. */
export function latestRows(outcome: Float64Array, customer: Int32Array, asOf: Int32Array): Int32Array {
  const latest = new Map<number, number>();
  const known = knownRows(outcome);
  for (const row of known) {
    const before = latest.get(customer[row]!);
    if (before === undefined || asOf[row]! > asOf[before]!) latest.set(customer[row]!, row);
  }
  return known.filter((row) => latest.get(customer[row]!) === row);
}

/** The entries of `values` at the given rows. */
export const valuesAt = (values: ArrayLike<number>, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row]!);
