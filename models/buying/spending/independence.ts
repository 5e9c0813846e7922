import { normalReach } from '../../numerics/normal.ts';
import type { Spending } from '../histories.ts';

/**
 * Whether frequent buyers spend more, or less, at a purchase: Gamma-Gamma takes it that they do not. Where the interval lies beyond
 * .2 either way its values are wrong by more than their intervals say.
 */
export interface SpendIndependence {
  /** Customers with a positive mean. */
  readonly customers: number;
  /** Correlation of purchases and mean spend with its 95% interval; null where either never varies or customers are too few. */
  readonly correlation: number | null;
  readonly low: number;
  readonly high: number;
}

const twoSided95 = normalReach(0.95);
const fewest = 10;

/**
 * Pearson's correlation, not that of ranks: means of many purchases are less skewed than single ones, so that ranks correlate
 * even where spend is independent, while expectations do not.
 */
export function spendIndependence({ purchases, mean }: Spending): SpendIndependence {
  const known = (_: number, i: number) => purchases[i] > 0 && mean[i] > 0;
  const [x, z] = [standardised(purchases.filter(known)), standardised(mean.filter(known))];
  const customers = x.length;
  return customers >= fewest && x.some((v) => v !== 0) && z.some((v) => v !== 0)
    ? { customers, ...correlationOf(x, z) }
    : { customers, correlation: null, low: -1, high: 1 };
}

/** The error is that of the moments (delta method): it holds for skewed amounts and counts too. */
function correlationOf(x: Float64Array, z: Float64Array) {
  const n = x.length;
  const correlation = x.reduce((sum, v, i) => sum + v * z[i], 0) / n;
  const squares = x.reduce(
    (sum, v, i) => sum + (v * z[i] - (correlation * (v * v + z[i] * z[i])) / 2) ** 2,
    0,
  );
  const half = (twoSided95 * Math.sqrt(squares)) / n;
  return {
    correlation,
    low: Math.max(-1, correlation - half),
    high: Math.min(1, correlation + half),
  };
}

function standardised(values: Float64Array): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n);
  return values.map((v) => (spread > 1e-9 * Math.abs(mean) ? (v - mean) / spread : 0));
}
