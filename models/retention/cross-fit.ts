import { type CalibratorChoice, chooseCalibrator } from '../calibration/choose-calibrator.ts';
import { customerPart } from '../random.ts';
import type { Prediction } from '../types.ts';
import {
  type Adjustment,
  adjustRow,
  calibrationRows,
  emptyPrediction,
  fitAdjustment,
  hasBothClasses,
  type LaterRows,
} from './adjustment.ts';

const parts = 5;

export interface CrossFitted {
  /** Learned from all later rows: for customers to come. */
  readonly adjustment: Adjustment;
  /** null where later rows had one class only: then nothing was calibrated. */
  readonly choice: CalibratorChoice | null;
  /** The later rows' predictions, each adjusted by what other customers' rows taught. */
  readonly predictions: Prediction;
}

/** Chooses and fits the adjustment on all later rows, and on four fifths of their customers to judge the last fifth. */
export function crossFit(later: LaterRows, lostShare: number, seed: number): CrossFitted {
  const n = later.customer.length;
  const part = Int32Array.from(later.customer, (c) => customerPart(c, parts, seed));
  const all = new Uint8Array(n).fill(1);
  const churnRows = calibrationRows(later, all);
  const choice = hasBothClasses(churnRows) ? chooseCalibrator(churnRows, part, parts) : null;
  const method = choice?.method ?? 'none';
  const predictions = emptyPrediction(n);
  for (let p = 0; p < parts; p++) {
    const others = Uint8Array.from(part, (own) => (own === p ? 0 : 1));
    const adjustment = fitAdjustment(later, others, method, seed);
    for (let i = 0; i < n; i++)
      if (part[i] === p) adjustRow(adjustment, lostShare, later.scores, i, predictions);
  }
  return { adjustment: fitAdjustment(later, all, method, seed), choice, predictions };
}
