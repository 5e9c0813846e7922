/**
 * Makes quantiles of value honest on rows that taught the model nothing: conformalised quantile regression (Romano,
 * Patterson and Candès 2019), each quantile on its own side, within strata of predicted value (Mondrian).
 */
export interface ConformalTable {
  /** A hundredth of the usual value: shifts are taken on log1p(value / unit). */
  readonly unit: number;
  /** Upper bounds of predicted value of all strata but the last: half-way between the rows on either side. */
  readonly bounds: readonly number[];
  /** For each stratum the shift of P10, P50 and P90 on the log scale. */
  readonly shifts: readonly (readonly [number, number, number])[];
}

/** P10, P50 and P90, n each. */
export type Quantiles = readonly [Float64Array, Float64Array, Float64Array];

export const quantileLevels = [0.1, 0.5, 0.9] as const;

const rowsPerStratum = 100;
const mostStrata = 10;
/** Fewer rows than this say nothing about a tenth. */
const fewestRows = 50;

/**
 * @param predicted expected value; @param outcome what came, 0 or more
 * @param rows those to learn from
 * @returns null where the rows are too few
 */
export function fitConformal(
  predicted: Float64Array,
  quantiles: Quantiles,
  outcome: Float64Array,
  rows: Int32Array,
  unit: number,
): ConformalTable | null {
  if (rows.length < fewestRows) return null;
  const count = Math.max(1, Math.min(mostStrata, Math.floor(rows.length / rowsPerStratum)));
  const ranked = rows.slice().sort((a, b) => predicted[a] - predicted[b] || a - b);
  const start = (s: number) => Math.round((s * ranked.length) / count);
  const strata = Array.from({ length: count }, (_, s) => ranked.subarray(start(s), start(s + 1)));
  return {
    unit,
    bounds: strata
      .slice(1)
      .map((_, s) => between(predicted[ranked[start(s + 1) - 1]], predicted[ranked[start(s + 1)]])),
    shifts: strata.map((stratum) => shiftsOf(stratum, quantiles, outcome, unit)),
  };
}

/** A row at the very bound would change its stratum with the last digit of its prediction. */
const between = (low: number, high: number) => low + (high - low) / 2;

function shiftsOf(
  stratum: Int32Array,
  quantiles: Quantiles,
  outcome: Float64Array,
  unit: number,
): [number, number, number] {
  const shift = (q: 0 | 1 | 2) => {
    const misses = Float64Array.from(
      stratum,
      (i) => Math.log1p(Math.max(0, outcome[i]) / unit) - Math.log1p(quantiles[q][i] / unit),
    ).sort();
    return misses[conformalRank(misses.length, quantileLevels[q])];
  };
  return [shift(0), shift(1), shift(2)];
}

/** The rank that leaves the stated share outside for a new row, on the safe side of each tail. */
function conformalRank(n: number, level: number): number {
  const rank = (n + 1) * level;
  const safe = level > 0.5 ? Math.ceil(rank) : level < 0.5 ? Math.floor(rank) : Math.round(rank);
  return Math.min(n, Math.max(1, safe)) - 1;
}

/** Shifted quantiles of one row, in rising order. A P10 or P50 of zero stays: nobody spends less than nothing. */
export function conformed(
  table: ConformalTable | null,
  predicted: number,
  quantiles: readonly [number, number, number],
): [number, number, number] {
  if (!table) return [...quantiles];
  let stratum = 0;
  while (stratum < table.bounds.length && predicted >= table.bounds[stratum]) stratum++;
  const shifts = table.shifts[stratum];
  const moved = quantiles.map((value, q) => {
    if (value === 0 && q < 2) return 0;
    return Math.max(0, Math.expm1(Math.log1p(value / table.unit) + shifts[q]) * table.unit);
  });
  const p50 = moved[1];
  return [Math.min(moved[0], p50), p50, Math.max(moved[2], p50)];
}
