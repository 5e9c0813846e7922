import { type CalibrationRows, calibrated } from '../../learn/calibration/calibrator.ts';
import { plattAt } from '../../learn/calibration/fit-calibrator.ts';

/** How far the outcomes of one as-of date lie from what scores say of it. */
export interface DateLevel {
  /** Days since 1970-01-01. */
  readonly asOf: number;
  /** Customers of known outcome. */
  readonly rows: number;
  /** Logit by which chances are moved there, or log of realised over predicted value. */
  readonly level: number;
  /** Sampling variance of `level`. */
  readonly variance: number;
}

/** Fewer leavers, or stayers, than this at a date tell nothing of its level. */
const fewest = 10;

/**
 * The level of chance at each date, oldest first: the intercept at which the date's leavers are met.
 * @param slope of the calibration, the same at all dates
 */
export function chanceLevels(slope: number, rows: CalibrationRows, asOf: Int32Array): DateLevel[] {
  return datesOf(asOf).flatMap((date) => {
    const own = Int32Array.from(asOf.keys()).filter((i) => asOf[i] === date && rows.weight[i] > 0);
    const at = (values: Float64Array) => Float64Array.from(own, (i) => values[i]);
    const label = at(rows.label);
    const leavers = sum(label);
    if (Math.min(leavers, own.length - leavers) < fewest) return [];
    const there = { logit: at(rows.logit), label, weight: new Float64Array(own.length).fill(1) };
    const calibrator = plattAt(slope, there);
    const information = there.logit.reduce((total, logit) => {
      const chance = calibrated(calibrator, logit);
      return total + chance * (1 - chance);
    }, 0);
    return [{ asOf: date, rows: own.length, level: calibrator.intercept, variance: 1 / information }];
  });
}

/** The level of value at each date, oldest first; a date on which nothing came, or nothing was expected, has none. */
export function valueLevels(predicted: Float64Array, outcome: Float64Array, asOf: Int32Array): DateLevel[] {
  return datesOf(asOf).flatMap((date) => {
    const own = Int32Array.from(asOf.keys()).filter((i) => asOf[i] === date && !Number.isNaN(outcome[i]));
    const [said, came] = [predicted, outcome].map((values) => Float64Array.from(own, (i) => values[i]));
    const [expected, realised] = [sum(said), sum(came)];
    if (!(expected > 0 && realised > 0)) return [];
    const variance = sum(came.map((value, i) => (value / realised - said[i] / expected) ** 2));
    return [{ asOf: date, rows: own.length, level: Math.log(realised / expected), variance }];
  });
}

const datesOf = (asOf: Int32Array): number[] => [...new Set(asOf)].sort((a, b) => a - b);

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
