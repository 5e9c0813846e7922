/** Quantiles of this many rows, evenly strided, are as good as those of all. */
const mostRows = 50_000;

/** The finite values of at most 50,000 rows, evenly strided: enough for quantiles. */
export function someKnown(values: Float64Array): Float64Array {
  const step = Math.max(1, Math.ceil(values.length / mostRows));
  return values.filter((value, i) => i % step === 0 && Number.isFinite(value));
}
