import { type CalibrationSpread, calibrationSpread } from '../learn/calibration/calibration-spread.ts';
import type { CalibrationMethod, CalibrationRows, Calibrator } from '../learn/calibration/calibrator.ts';
import { fitCalibrator } from '../learn/calibration/fit-calibrator.ts';
import type { Outcomes, Prediction } from '../types.ts';
import { churnInterval } from './intervals/churn-interval.ts';
import { type ConformalTable, conformed, fitConformal, type Quantiles } from './intervals/conformal.ts';
import { fitLevel } from './intervals/level.ts';
import type { RawScores } from './raw-scores.ts';

/** All that later rows taught: it turns raw scores into predictions. Plain data, saved as JSON. */
export interface Adjustment {
  readonly calibrator: Calibrator;
  /** null where the later rows could not teach it. */
  readonly churnSpread: CalibrationSpread | null;
  /** Realised over predicted value. */
  readonly level: number;
  readonly conformal: ConformalTable | null;
}

/** Later rows that an adjustment may learn from. */
export interface LaterRows extends Outcomes {
  readonly scores: RawScores;
  readonly customer: Int32Array;
  readonly valueUnit: number;
}

/** Learns from the rows with `use[i]` of 1; the method of calibration was chosen before. */
export function fitAdjustment(
  later: LaterRows,
  use: Uint8Array,
  method: CalibrationMethod,
  seed: number,
): Adjustment {
  const churnRows = calibrationRows(later, use);
  const bothClasses = hasBothClasses(churnRows);
  const valued = Int32Array.from(use.keys()).filter((i) => use[i] && !Number.isNaN(later.value[i]));
  const level = fitLevel(later.scores.value, later.value, valued);
  return {
    calibrator: bothClasses ? fitCalibrator(method, churnRows) : { method: 'none' },
    churnSpread: bothClasses ? calibrationSpread(method, churnRows, later.customer, seed) : null,
    level,
    conformal: fitConformal(
      later.scores.value,
      scaledQuantiles(later.scores.quantiles, level),
      later.value,
      valued,
      later.valueUnit / 100,
    ),
  };
}

/** Rows of known churn with weight 1, all others with 0. */
export function calibrationRows({ scores, churned }: LaterRows, use: Uint8Array): CalibrationRows {
  return {
    logit: scores.logit,
    label: churned.map((y) => (y === 1 ? 1 : 0)),
    weight: churned.map((y, i) => (use[i] && !Number.isNaN(y) ? 1 : 0)),
  };
}

export function hasBothClasses({ label, weight }: CalibrationRows): boolean {
  return label.some((y, i) => y === 1 && weight[i] > 0) && label.some((y, i) => y === 0 && weight[i] > 0);
}

const scaledQuantiles = (quantiles: Quantiles, by: number): Quantiles => [
  quantiles[0].map((v) => v * by),
  quantiles[1].map((v) => v * by),
  quantiles[2].map((v) => v * by),
];

/** An empty prediction of n rows, to be filled by `adjustRow`. */
export function emptyPrediction(n: number): Prediction {
  const column = () => new Float64Array(n);
  return {
    churn: column(),
    churnLow: column(),
    churnHigh: column(),
    value: column(),
    valueP10: column(),
    valueP50: column(),
    valueP90: column(),
    valueIfKept: column(),
    valueIfLost: column(),
  };
}

/** Predictions for all rows that were scored. */
export function adjusted(adjustment: Adjustment, lostShare: number, scores: RawScores): Prediction {
  const prediction = emptyPrediction(scores.logit.length);
  for (let i = 0; i < scores.logit.length; i++) adjustRow(adjustment, lostShare, scores, i, prediction);
  return prediction;
}

/** Writes row `i` of the prediction. `lostShare` is what a lost customer still brings, as a share of a kept one. */
export function adjustRow(
  adjustment: Adjustment,
  lostShare: number,
  scores: RawScores,
  i: number,
  to: Prediction,
): void {
  const { calibrator, churnSpread, level, conformal } = adjustment;
  const { churn, low, high } = churnInterval(
    calibrator,
    churnSpread,
    scores.logit[i],
    scores.memberSpread[i],
  );
  to.churn[i] = churn;
  to.churnLow[i] = low;
  to.churnHigh[i] = high;
  const [q10, q50, q90] = scores.quantiles;
  const raw = [q10[i] * level, q50[i] * level, q90[i] * level] as const;
  const [p10, p50, p90] = conformed(conformal, scores.value[i], raw);
  to.value[i] = scores.value[i] * level;
  to.valueP10[i] = p10;
  to.valueP50[i] = p50;
  to.valueP90[i] = p90;
  to.valueIfKept[i] = scores.valueIfBought[i] * level;
  to.valueIfLost[i] = scores.valueIfBought[i] * level * lostShare;
}
