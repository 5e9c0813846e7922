import type { CalibrationSpread } from '../../learn/calibration/calibration-spread.ts';
import { type Calibrator, calibrated, interpolate } from '../../learn/calibration/calibrator.ts';
import { logitOf, sigmoid } from '../../numerics/logit.ts';
import { normalQuantile } from '../../numerics/normal.ts';

/** Normal deviate with a tenth above it. */
const tenth = normalQuantile(0.9);
/** Half the distance over which the calibrator's steepness is taken. */
const reach = 0.25;

export interface ChurnEstimate {
  readonly churn: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Calibrated probability with its 80% interval, normal on the logit scale: the spread of the members carried through
 * the calibrator, and the calibrator's own bootstrap error.
 */
export function churnInterval(
  calibrator: Calibrator,
  spread: CalibrationSpread | null,
  logit: number,
  memberSpread: number,
): ChurnEstimate {
  const churn = calibrated(calibrator, logit);
  const steepness =
    (logitOf(calibrated(calibrator, logit + reach)) - logitOf(calibrated(calibrator, logit - reach))) /
    (2 * reach);
  const error = spread ? interpolate(spread.logits, spread.errors, logit) : 0;
  const half = tenth * Math.hypot(steepness * memberSpread, error);
  const center = logitOf(churn);
  return {
    churn,
    low: Math.min(churn, sigmoid(center - half)),
    high: Math.max(churn, sigmoid(center + half)),
  };
}
