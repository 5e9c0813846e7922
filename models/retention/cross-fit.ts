import { type CalibratorChoice, chooseCalibrator } from '../learn/calibration/choose-calibrator.ts';
import { customerPart } from '../numerics/random.ts';
import type { Outcomes, Prediction } from '../types.ts';
import {
  type Adjustment,
  adjustRow,
  calibrationRows,
  emptyPrediction,
  fitAdjustment,
  hasBothClasses,
} from './adjustment.ts';
import type { RawScores } from './raw-scores.ts';
import type { ScoredRows } from './scored-rows.ts';

/** Later customers are parted in so many; each part is judged by what the others taught. */
export const laterParts = 5;

/** Later rows before they are scored: how they turned out, whose they are, and in which part their customer stands. */
export interface UnscoredRows extends Outcomes {
  readonly customer: Int32Array;
  readonly part: Int32Array;
  readonly valueUnit: number;
}

/** Rows that the members have learned from, scored, and where they stand among all of these. */
export interface EarlierRows extends ScoredRows {
  readonly at: Int32Array;
}

/** Later rows as scored by what some of them taught: by how these blend several models, say. */
export interface ScoredLater {
  readonly scores: RawScores;
  /** Training rows as scored by the same; null where these say nothing of how far value spreads. */
  readonly earlier: EarlierRows | null;
  /** What a lost customer still brings, as a share of a kept one's value, by training rows. */
  readonly lostShare: number;
}

export interface CrossFitted<Scored> {
  /** Learned from all later rows: for customers to come. */
  readonly adjustment: Adjustment;
  /** null where later rows had one class only: then nothing was calibrated. */
  readonly choice: CalibratorChoice | null;
  /** How all later rows score. */
  readonly scored: Scored;
  /** The later rows' predictions, each from what other customers' rows taught. */
  readonly predictions: Prediction;
}

export const partsOf = (customer: Int32Array, seed: number): Int32Array =>
  customer.map((c) => customerPart(c, laterParts, seed));

/**
 * Scores, chooses and fits the adjustment on all later rows; and, to judge each fifth of the customers, all of it once
 * more on the other four fifths.
 * @param score scores all later rows by what those with `use[i]` of 1 teach
 */
export function crossFit<Scored extends ScoredLater>(
  later: UnscoredRows,
  score: (use: Uint8Array) => Scored,
  seed: number,
): CrossFitted<Scored> {
  const { part } = later;
  const predictions = emptyPrediction(part.length);
  for (let p = 0; p < laterParts; p++) {
    const { adjustment, scored } = learn(part.map((own) => (own === p ? 0 : 1)));
    for (let i = 0; i < part.length; i++) {
      if (part[i] === p) adjustRow(adjustment, scored.scores, i, predictions);
    }
  }
  return { ...learn(part.map(() => 1)), predictions };

  function learn(use: ArrayLike<number>) {
    const used = Uint8Array.from(use);
    const scored = score(used);
    const { scores, earlier, lostShare } = scored;
    const rows = { ...later, scores, earlier, lostShare };
    const churnRows = calibrationRows(rows, used);
    const choice = hasBothClasses(churnRows) ? chooseCalibrator(churnRows, part, laterParts) : null;
    return { scored, choice, adjustment: fitAdjustment(rows, used, choice?.method ?? 'none', seed) };
  }
}
