import { normalReach } from '../numerics/normal.ts';
import type { Measured } from '../quality/metrics/cluster-bootstrap.ts';
import { type Deviation, deviationOf } from './alarm.ts';

const twoSided95 = normalReach(0.95);

/** Predicted over realised value in total, beside the ratio on the rows that the model was judged on. */
export interface MaturedValue {
  readonly customers: number;
  readonly totalRatio: Deviation;
}

/** The ratio on the rows that the model was judged on, with its 95% interval. */
export interface PromisedRatio extends Measured {
  /** How far dates differ, a standard deviation on the log scale; null where the interval is that of those rows alone. */
  readonly between: number | null;
}

export interface ValueRule {
  /** Chance of an alarm where the total is as right as it was. */
  readonly rate: number;
  /** Share by which the ratio must have changed to matter. */
  readonly least: number;
}

/**
 * Holds values predicted earlier against what came. Ratios are compared on the log scale; the standard error of this
 * one is by linearisation, √Σ (aᵢ/Σa − bᵢ/Σb)², that of the promised one from its 95% interval: where that is for the next
 * window, it holds the sampling of new customers as well, in whose place comes that of these.
 * @returns null where either total is not above zero
 */
export function judgeValue(
  predicted: Float64Array,
  realised: Float64Array,
  promised: PromisedRatio,
  { rate, least }: ValueRule,
): MaturedValue | null {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const [given, came] = [sum(predicted), sum(realised)];
  if (!(given > 0 && came > 0 && promised.low > 0)) return null;
  const own = Math.sqrt(sum(predicted.map((value, i) => (value / given - realised[i] / came) ** 2)));
  const there = promisedError(promised);
  const log = deviationOf(
    { actual: Math.log(given / came), expected: Math.log(promised.value), error: Math.hypot(own, there) },
    { side: 'either', rate, least: Math.log1p(least) },
  );
  const totalRatio = {
    ...log,
    actual: given / came,
    expected: promised.value,
    error: log.error * promised.value,
  };
  return { customers: predicted.length, totalRatio };
}

function promisedError({ low, high, between }: PromisedRatio): number {
  const error = Math.log(high / low) / (2 * twoSided95);
  if (between === null) return error;
  const judged = Math.sqrt(Math.max(0, error ** 2 - between ** 2) / 2);
  return Math.hypot(judged, between);
}
