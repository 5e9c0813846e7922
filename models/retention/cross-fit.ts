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
  /** Chances are believed as they are: what gives them was itself fitted by likelihood. */
  readonly asTheyAre: boolean;
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

/** What all later rows teach: for customers to come. */
export type LearnedLater<Scored> = Omit<CrossFitted<Scored>, 'predictions'>;

/** Scores all later rows by what those with `use[i]` of 1 teach. */
export type Scorer<Scored extends ScoredLater> = (use: Uint8Array) => Scored;

/** Every part of the later customers. */
const everyPart = Array.from({ length: laterParts }, (_, p) => p);

/**
 * Scores, chooses and fits the adjustment on all later rows; and, to judge each fifth of the customers, all of it once
 * more on the other four fifths.
 */
export const crossFit = <Scored extends ScoredLater>(
  later: UnscoredRows,
  score: Scorer<Scored>,
  seed: number,
): CrossFitted<Scored> => ({
  ...learnLater(later, score, seed),
  predictions: predictApart(later, score, everyPart, seed),
});

/** Scores, chooses and fits the adjustment on all later rows. */
export const learnLater = <Scored extends ScoredLater>(
  later: UnscoredRows,
  score: Scorer<Scored>,
  seed: number,
): LearnedLater<Scored> => learn(later, new Uint8Array(later.part.length).fill(1), score, seed);

/** Predicts the rows of some parts, each by what all other parts teach; rows of further parts keep zeros. */
export function predictApart(
  later: UnscoredRows,
  score: Scorer<ScoredLater>,
  parts: readonly number[],
  seed: number,
): Prediction {
  const { part } = later;
  const predictions = emptyPrediction(part.length);
  for (const p of parts) {
    const use = Uint8Array.from(part, (own) => (own === p ? 0 : 1));
    const { adjustment, scored } = learn(later, use, score, seed);
    for (let i = 0; i < part.length; i++) {
      if (part[i] === p) adjustRow(adjustment, scored.scores, i, predictions);
    }
  }
  return predictions;
}

/** Takes the rows of some parts from other predictions. */
export function withParts(
  to: Prediction,
  from: Prediction,
  part: Int32Array,
  parts: readonly number[],
): Prediction {
  const taken = new Set(parts);
  for (const key of Object.keys(to) as (keyof Prediction)[]) {
    for (let i = 0; i < part.length; i++) if (taken.has(part[i])) to[key][i] = from[key][i];
  }
  return to;
}

function learn<Scored extends ScoredLater>(
  later: UnscoredRows,
  used: Uint8Array,
  score: Scorer<Scored>,
  seed: number,
): LearnedLater<Scored> {
  const scored = score(used);
  const { scores, earlier, lostShare, asTheyAre } = scored;
  const rows = { ...later, scores, earlier, lostShare };
  const churnRows = calibrationRows(rows, used);
  const choice =
    hasBothClasses(churnRows) && !asTheyAre ? chooseCalibrator(churnRows, later.part, laterParts) : null;
  return { scored, choice, adjustment: fitAdjustment(rows, used, choice?.method ?? 'none', seed) };
}
