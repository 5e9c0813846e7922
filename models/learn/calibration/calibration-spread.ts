import { logitOf } from '../../numerics/logit.ts';
import { type RandomStream, randomStream } from '../../numerics/random.ts';
import { type CalibrationMethod, type CalibrationRows, calibrated } from './calibrator.ts';
import { fitCalibrator } from './fit-calibrator.ts';
import { risingOrder, rowsAt } from './isotonic.ts';

/** How uncertain a calibrator is: the standard error of its output's logit, along its input logit. */
export interface CalibrationSpread {
  readonly logits: readonly number[];
  readonly errors: readonly number[];
}

const resamples = 24;
const gridSteps = 32;

/** Bootstrap over customers with Poisson(1) weights. A method that has nothing to fit is judged as Platt would be. */
export function calibrationSpread(
  method: CalibrationMethod,
  rows: CalibrationRows,
  customer: Int32Array,
  seed: number,
): CalibrationSpread {
  const fitted = method === 'none' ? 'platt' : method;
  const order = risingOrder(rows);
  const known = rowsAt(rows, order);
  const customers = order.map((i) => customer[i]);
  const grid = gridOf(known.logit);
  const random = randomStream(seed, 'calibration bootstrap');
  const near = fitCalibrator(fitted, known);
  const draws = Array.from({ length: resamples }, () => {
    const weight = resampled(known.weight, customers, random);
    const calibrator = fitCalibrator(fitted, { ...known, weight }, near);
    return grid.map((logit) => logitOf(calibrated(calibrator, logit)));
  });
  return { logits: grid, errors: grid.map((_, g) => deviation(draws.map((draw) => draw[g]))) };
}

function gridOf(rising: Float64Array): number[] {
  const low = rising[0];
  const step = Math.max(1e-6, rising[rising.length - 1] - low) / gridSteps;
  return Array.from({ length: gridSteps + 1 }, (_, i) => low + i * step);
}

function resampled(weight: Float64Array, customer: Int32Array, random: RandomStream): Float64Array {
  const times = new Float64Array(customer.reduce((most, c) => Math.max(most, c), 0) + 1);
  for (let c = 0; c < times.length; c++) times[c] = poisson(random);
  return weight.map((w, i) => w * times[customer[i]]);
}

/** Knuth's product of uniforms, mean 1. */
function poisson(random: RandomStream): number {
  let count = 0;
  for (let product = random.uniform(); product > Math.exp(-1); product *= random.uniform()) count++;
  return count;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
}
