import { type CalibrationSpread, calibrationSpread } from '../learn/calibration/calibration-spread.ts';
import {
  type CalibrationMethod,
  type CalibrationRows,
  type Calibrator,
  calibrated,
} from '../learn/calibration/calibrator.ts';
import { fitCalibrator } from '../learn/calibration/fit-calibrator.ts';
import type { Prediction } from '../types.ts';
import { churnInterval } from './intervals/churn-interval.ts';
import { fitLevel } from './intervals/level.ts';
import {
  type Expected,
  fitPredictive,
  type PredictiveTable,
  predictiveValue,
  type ValueRows,
} from './intervals/predictive.ts';
import type { RawScores } from './raw-scores.ts';
import type { ScoredRows } from './scored-rows.ts';

/** All that later rows taught: it turns raw scores into predictions. Plain data, saved as JSON. */
export interface Adjustment {
  readonly calibrator: Calibrator;
  /** null where the later rows could not teach it. */
  readonly churnSpread: CalibrationSpread | null;
  /** Realised over predicted value. */
  readonly level: number;
  /** How value is spread around its mean, and parted between kept and lost. */
  readonly predictive: PredictiveTable;
}

/** Later rows that an adjustment may learn from. */
export interface LaterRows extends ScoredRows {
  readonly customer: Int32Array;
}

/** What training rows say beside them. */
interface Beside {
  /** What a lost customer still brings, as a share of a kept one's value. */
  readonly lostShare: number;
  /** Training rows themselves, of known outcomes: null where they say nothing of how far value spreads. */
  readonly earlier: ScoredRows | null;
}

/** Learns from the rows with `use[i]` of 1; the method of calibration was chosen before. */
export function fitAdjustment(
  later: LaterRows & Beside,
  use: Uint8Array,
  method: CalibrationMethod,
  seed: number,
): Adjustment {
  const churnRows = calibrationRows(later, use);
  const bothClasses = hasBothClasses(churnRows);
  const valued = Int32Array.from(use.keys()).filter((i) => use[i] && !Number.isNaN(later.value[i]));
  const level = fitLevel(later.scores.value, later.value, valued);
  const calibrator: Calibrator = bothClasses ? fitCalibrator(method, churnRows) : { method: 'none' };
  const valuesOf = ({ scores, churned, value: outcome }: ScoredRows): ValueRows => ({
    expected: (i) => expectedOf({ calibrator, level }, scores, i),
    churned,
    outcome,
  });
  const { lostShare, earlier } = later;
  return {
    calibrator,
    churnSpread: bothClasses ? calibrationSpread(method, churnRows, later.customer, seed) : null,
    level,
    predictive: fitPredictive(valuesOf(later), valued, lostShare, earlier && valuesOf(earlier)),
  };
}

const expectedOf = (
  { calibrator, level }: Pick<Adjustment, 'calibrator' | 'level'>,
  { logit, value, valueIfBought }: RawScores,
  i: number,
): Expected => ({
  churn: calibrated(calibrator, logit[i]),
  value: value[i] * level,
  ifBought: valueIfBought[i] * level,
});

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
    valueZero: column(),
    valueIfKept: column(),
    valueIfLost: column(),
  };
}

/** Predictions for all rows that were scored. */
export function adjusted(adjustment: Adjustment, scores: RawScores): Prediction {
  const prediction = emptyPrediction(scores.logit.length);
  for (let i = 0; i < scores.logit.length; i++) adjustRow(adjustment, scores, i, prediction);
  return prediction;
}

/** Writes row `i` of the prediction. */
export function adjustRow(adjustment: Adjustment, scores: RawScores, i: number, to: Prediction): void {
  const { calibrator, churnSpread, predictive } = adjustment;
  const { churn, low, high } = churnInterval(
    calibrator,
    churnSpread,
    scores.logit[i],
    scores.memberSpread[i],
  );
  to.churn[i] = churn;
  to.churnLow[i] = low;
  to.churnHigh[i] = high;
  const said = predictiveValue(predictive, expectedOf(adjustment, scores, i));
  to.value[i] = said.mean;
  to.valueP10[i] = said.p10;
  to.valueP50[i] = said.p50;
  to.valueP90[i] = said.p90;
  to.valueZero[i] = said.zero;
  to.valueIfKept[i] = said.kept;
  to.valueIfLost[i] = said.lost;
}
