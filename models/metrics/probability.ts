import { randomStream } from '../random.ts';
import { descending } from './order.ts';

/** How true predicted probabilities are. Outcomes are 1 and 0. */

const least = 1e-15;

/** Mean negative log-likelihood per row, in nats; probabilities are kept 1e-15 away from 0 and 1. */
export function logLoss(p: ArrayLike<number>, outcome: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const chance = Math.min(1 - least, Math.max(least, p[i]!));
    sum -= outcome[i] === 1 ? Math.log(chance) : Math.log(1 - chance);
  }
  return sum / p.length;
}

/** Mean squared gap between probability and outcome (Brier 1950). */
export function brier(p: ArrayLike<number>, outcome: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += (p[i]! - outcome[i]!) ** 2;
  return sum / p.length;
}

/** A bin of rows with neighbouring predictions. */
export interface ReliabilityBin {
  readonly rows: number;
  readonly predicted: number;
  readonly realised: number;
}

/** Mean prediction against realised rate in bins of equal count, lowest predictions first. */
export function reliability(p: ArrayLike<number>, outcome: ArrayLike<number>, bins = 10): ReliabilityBin[] {
  const order = descending(p).reverse();
  const table: ReliabilityBin[] = [];
  for (let b = 0; b < bins; b++) {
    const rows = order.subarray(Math.round((b * p.length) / bins), Math.round(((b + 1) * p.length) / bins));
    if (rows.length === 0) continue;
    let predicted = 0;
    let realised = 0;
    for (const i of rows) {
      predicted += p[i]!;
      realised += outcome[i]!;
    }
    table.push({ rows: rows.length, predicted: predicted / rows.length, realised: realised / rows.length });
  }
  return table;
}

/** Expected calibration error: mean |predicted − realised| over bins of equal count, weighted by their rows. */
export function expectedCalibrationError(
  p: ArrayLike<number>,
  outcome: ArrayLike<number>,
  bins = 10,
): number {
  const table = reliability(p, outcome, bins);
  return table.reduce((sum, bin) => sum + (bin.rows / p.length) * Math.abs(bin.predicted - bin.realised), 0);
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
  const errors = Float64Array.from({ length: draws }, () => {
    for (let i = 0; i < p.length; i++) outcome[i] = random.uniform() < p[i]! ? 1 : 0;
    return expectedCalibrationError(p, outcome, bins);
  }).sort();
  return {
    mean: errors.reduce((sum, e) => sum + e, 0) / draws,
    p95: errors[Math.min(draws - 1, Math.floor(0.95 * draws))]!,
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
  for (let i = 0; i < p.length; i++) rate += outcome[i]! / p.length;
  const weighted = (gap: (bin: ReliabilityBin) => number) =>
    table.reduce((sum, bin) => sum + (bin.rows / p.length) * gap(bin) ** 2, 0);
  const parts = {
    reliability: weighted((bin) => bin.predicted - bin.realised),
    resolution: weighted((bin) => bin.realised - rate),
    uncertainty: rate * (1 - rate),
  };
  return { ...parts, within: brier(p, outcome) - (parts.reliability - parts.resolution + parts.uncertainty) };
}
