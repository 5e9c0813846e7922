import { type CalibrationMethod, type CalibrationRows, type Calibrator, calibrated } from './calibrator.ts';
import { fitCalibrator } from './fit-calibrator.ts';
import { risingOrder, rowsAt } from './isotonic.ts';

/** From the simplest to the one that bends most. */
const methods: readonly CalibrationMethod[] = ['none', 'platt', 'beta', 'isotonic'];

export interface CalibratorChoice {
  readonly method: CalibrationMethod;
  /** Cross-fitted log loss of each method. */
  readonly logLoss: Readonly<Record<CalibrationMethod, number>>;
}

/**
 * Chooses by cross-fitted log loss: each row is judged by a fit on other parts of the customers. A method that bends
 * more must win by over one standard error of the paired difference, or isotonic on a few hundred rows does harm.
 * @param rows all of weight 0 (not known) or 1
 * @param part the part of each row's customer, 0 … parts − 1
 */
export function chooseCalibrator(rows: CalibrationRows, part: Int32Array, parts: number): CalibratorChoice {
  const order = risingOrder(rows);
  const known = rowsAt(rows, order);
  const partOf = order.map((i) => part[i]);
  const losses = methods.map((method) => crossFittedLosses(method, known, partOf, parts));
  let best = 0;
  for (let m = 1; m < methods.length; m++) if (clearlyLower(losses[m], losses[best])) best = m;
  const logLoss = Object.fromEntries(methods.map((method, m) => [method, mean(losses[m])]));
  return { method: methods[best], logLoss: logLoss as Record<CalibrationMethod, number> };
}

function crossFittedLosses(
  method: CalibrationMethod,
  rows: CalibrationRows,
  part: Int32Array,
  parts: number,
): Float64Array {
  const near = method === 'isotonic' ? undefined : fitCalibrator(method, rows);
  const fitted: Calibrator[] = Array.from({ length: parts }, (_, p) => {
    const weight = rows.weight.map((w, i) => (part[i] === p ? 0 : w));
    return fitCalibrator(method, { ...rows, weight }, near);
  });
  return rows.logit.map((logit, i) => {
    const p = calibrated(fitted[part[i]], logit);
    return -Math.log(rows.label[i] ? p : 1 - p);
  });
}

function clearlyLower(losses: Float64Array, than: Float64Array): boolean {
  const gains = than.map((loss, i) => loss - losses[i]);
  const gain = mean(gains);
  const spread = gains.reduce((sum, g) => sum + (g - gain) ** 2, 0);
  return gain > Math.sqrt(spread) / gains.length;
}

const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
