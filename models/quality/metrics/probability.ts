import { randomStream } from '../../numerics/random.ts';
import { descending } from './order.ts';

/** How true predicted probabilities are. Outcomes are 1 and 0. */

const least = 1e-15;

/** Mean negative log-likelihood per row, in nats; probabilities are kept 1e-15 away from 0 and 1. */
export const logLoss = (p: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  mean(logLosses(p, outcome));

/** Negative log-likelihood of each row, in nats; the mean of these is `logLoss`. */
export function logLosses(p: ArrayLike<number>, outcome: ArrayLike<number>): Float64Array {
  return Float64Array.from(p, (chance, i) => {
    const kept = Math.min(1 - least, Math.max(least, chance));
    return outcome[i] === 1 ? -Math.log(kept) : -Math.log1p(-kept);
  });
}

/** Mean squared gap between probability and outcome (Brier 1950). */
export const brier = (p: ArrayLike<number>, outcome: ArrayLike<number>): number =>
  mean(squaredGaps(p, outcome));

export const squaredGaps = (p: ArrayLike<number>, outcome: ArrayLike<number>): Float64Array =>
  Float64Array.from(p, (chance, i) => (chance - outcome[i]) ** 2);

const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** A bin of rows with neighbouring predictions. */
export interface ReliabilityBin {
  readonly rows: number;
  readonly predicted: number;
  readonly realised: number;
}

/** Mean prediction against realised rate in bins of equal count, lowest predictions first. */
export const reliability = (p: ArrayLike<number>, outcome: ArrayLike<number>, bins = 10): ReliabilityBin[] =>
  binsOf(risingOrder(p), p, outcome, bins);

const risingOrder = (p: ArrayLike<number>): Int32Array => descending(p).reverse();

function binsOf(
  rising: Int32Array,
  p: ArrayLike<number>,
  outcome: ArrayLike<number>,
  bins: number,
): ReliabilityBin[] {
  const table: ReliabilityBin[] = [];
  for (let b = 0; b < bins; b++) {
    const rows = rising.subarray(Math.round((b * p.length) / bins), Math.round(((b + 1) * p.length) / bins));
    if (rows.length === 0) continue;
    let predicted = 0;
    let realised = 0;
    for (const i of rows) {
      predicted += p[i];
      realised += outcome[i];
    }
    table.push({ rows: rows.length, predicted: predicted / rows.length, realised: realised / rows.length });
  }
  return table;
}

/** Expected calibration error: mean |predicted − realised| over bins of equal count, weighted by their rows. */
export const expectedCalibrationError = (
  p: ArrayLike<number>,
  outcome: ArrayLike<number>,
  bins = 10,
): number => meanGap(reliability(p, outcome, bins));

function meanGap(table: readonly ReliabilityBin[]): number {
  let rows = 0;
  let gaps = 0;
  for (const bin of table) {
    rows += bin.rows;
    gaps += bin.rows * Math.abs(bin.predicted - bin.realised);
  }
  return gaps / rows;
}

/** The error that a perfectly calibrated forecast of this size would show by chance. */
export interface CalibrationNoise {
  readonly mean: number;
  readonly p95: number;
}

/** ECE of outcomes drawn from the predictions themselves (consistency resampling, Bröcker and Smith 2007). */
export function calibrationNoise(
  p: ArrayLike<number>,
  seed: number,
  draws = 200,
  bins = 10,
): CalibrationNoise {
  const random = randomStream(seed, 'calibration noise');
  const outcome = new Float64Array(p.length);
  const rising = risingOrder(p);
  const errors = Float64Array.from({ length: draws }, () => {
    for (let i = 0; i < p.length; i++) outcome[i] = random.uniform() < p[i] ? 1 : 0;
    return meanGap(binsOf(rising, p, outcome, bins));
  }).sort();
  return {
    mean: errors.reduce((sum, e) => sum + e, 0) / draws,
    p95: errors[Math.min(draws - 1, Math.floor(0.95 * draws))],
  };
}

/** Parts of the Brier score over bins: reliability − resolution + uncertainty (Murphy 1973), and what binning hides. */
export interface BrierParts {
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
  /** Brier score − (reliability − resolution + uncertainty): spread of predictions inside the bins. */
  readonly within: number;
}

export function brierParts(p: ArrayLike<number>, outcome: ArrayLike<number>, bins = 10): BrierParts {
  const table = reliability(p, outcome, bins);
  let rate = 0;
  for (let i = 0; i < p.length; i++) rate += outcome[i] / p.length;
  const weighted = (gap: (bin: ReliabilityBin) => number) =>
    table.reduce((sum, bin) => sum + (bin.rows / p.length) * gap(bin) ** 2, 0);
  const parts = {
    reliability: weighted((bin) => bin.predicted - bin.realised),
    resolution: weighted((bin) => bin.realised - rate),
    uncertainty: rate * (1 - rate),
  };
  return { ...parts, within: brier(p, outcome) - (parts.reliability - parts.resolution + parts.uncertainty) };
}
