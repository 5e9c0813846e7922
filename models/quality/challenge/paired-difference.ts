/** Mean of a difference over rows with its standard error; rows of one customer count as one draw. */
export interface PairedDifference {
  readonly mean: number;
  readonly standardError: number;
  readonly customers: number;
}

/**
 * Mean of `first − second` over the rows where both are known. The error is clustered by customer (Liang and Zeger 1986,
 * for a mean: √Σ(customer's summed deviation)² / n), as the same customer may stand at several dates.
 */
export function pairedDifference(
  first: Float64Array,
  second: Float64Array,
  customer: Int32Array,
): PairedDifference {
  const sums = new Map<number, { rows: number; sum: number }>();
  let rows = 0;
  let total = 0;
  for (let i = 0; i < first.length; i++) {
    const difference = first[i] - second[i];
    if (Number.isNaN(difference)) continue;
    const own = sums.get(customer[i]) ?? { rows: 0, sum: 0 };
    sums.set(customer[i], { rows: own.rows + 1, sum: own.sum + difference });
    rows++;
    total += difference;
  }
  const mean = total / rows;
  let squares = 0;
  for (const own of sums.values()) squares += (own.sum - own.rows * mean) ** 2;
  return { mean, standardError: Math.sqrt(squares) / rows, customers: sums.size };
}
