import type { BehaviourColumns } from './buying/behaviour/behaviour.ts';
import type { OtherBackend } from './retention/other-backend.ts';
import type { StandIn } from './retention/rules/fitted-rule.ts';

/**
 * The seam between the pipeline and the mathematics: arrays in, arrays out.
 *
 * Nothing here knows SQL, files or a cloud. A model is fitted on earlier as-of dates, calibrated on later ones,
 * and saved as plain bytes that the caller stores.
 */

/** One numeric feature of n rows; NaN is "not known". */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** One category of n rows: `levels[codes[i]]`, or not known where `codes[i]` is -1. Levels are sorted, unique texts. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type FeatureColumn = NumberColumn | CategoryColumn;

/** Features column by column; every column has `rowCount` entries. */
export interface FeatureTable {
  readonly rowCount: number;
  readonly columns: readonly FeatureColumn[];
}

/** What is known of each row afterwards. NaN where the window had not matured: such a row teaches the other task only. */
export interface Outcomes {
  /** 1 left within the churn horizon, 0 stayed, NaN not known. */
  readonly churned: Float64Array;
  /** Margin net of refunds within the value horizon, in the reporting currency (may be zero or negative); NaN not known. */
  readonly value: Float64Array;
}

/** Rows to learn from or to be judged by: one row per customer and as-of date. */
export interface LearningSet extends Outcomes {
  readonly table: FeatureTable;
  /** Index of the customer of each row (0…); the same customer may stand at several as-of dates. */
  readonly customer: Int32Array;
  /** As-of date of each row, in days since 1970-01-01. */
  readonly asOf: Int32Array;
}

/** Predictions for n rows. Money is in the unit of `Outcomes.value`. */
export interface Prediction {
  /** Calibrated P(churn within the horizon), in (0, 1), with its 80% interval (model and calibration uncertainty). */
  readonly churn: Float64Array;
  readonly churnLow: Float64Array;
  readonly churnHigh: Float64Array;
  /** Expected value over the value horizon, and the 10th, 50th and 90th percentile of the outcome. */
  readonly value: Float64Array;
  readonly valueP10: Float64Array;
  readonly valueP50: Float64Array;
  readonly valueP90: Float64Array;
  /** Chance of no value at all: a P10, P50 or P90 that lies within it is 0. */
  readonly valueZero: Float64Array;
  /** Expected value if the customer is kept, and if lost; value = (1 − churn) · ifKept + churn · ifLost. */
  readonly valueIfKept: Float64Array;
  readonly valueIfLost: Float64Array;
}

/** Why a row scored as it did: additive contributions to the logit of the uncalibrated churn score. */
export interface Explanation {
  /** One entry per feature column, in the table's order. */
  readonly features: readonly string[];
  /** Row-major [rows × features]; a row sums to `logit[row] − baseline` within 1e-3. */
  readonly contributions: Float64Array;
  readonly logit: Float64Array;
  readonly baseline: number;
}

/** What is usual for a feature among the training rows, for "usual is 31 days". */
export interface UsualValue {
  readonly name: string;
  /** Median of a number (NaN if never known), or the most frequent level of a category. */
  readonly usual: number | string;
}

/** A saved model: JSON for people and checks, bytes for the machine. The caller stores and hashes both. */
export interface SavedModel {
  readonly manifest: Record<string, unknown>;
  readonly weights: Uint8Array;
}

export interface FitOptions {
  /** Where the table tells how customers buy or stay: a model of it helps where customers are few. */
  readonly behaviour?: BehaviourColumns;
  /** Everything random derives from it: the same seed, rows and options give the same bytes. */
  readonly seed: number;
  /** Called about once an epoch. `fraction` runs 0 to 1. */
  readonly onProgress?: (fraction: number, note: string) => void;
  /**
   * The members that are published are refitted, on training and later rows together, unless customers are few. The
   * predictions of the later rows, by which quality is measured, are still of the first fit.
   */
  readonly refit?: boolean;
  /** Most threads to use, of which two have work; as many as there are cores where left out. The bytes are the same. */
  readonly threads?: number;
  /**
   * Judges what the blend says of the later rows, and names the rules that are to score in its place, of churn, of value or of
   * both. They are calibrated, levelled and given intervals as the blend is.
   */
  readonly standIn?: (later: Prediction) => StandIn;
  /** Values are neither read nor predicted: every prediction of value is NaN. */
  readonly churnOnly?: boolean;
}

/** A fitted model of churn and value together. */
export interface RetentionModel {
  readonly kind: string;
  /** Set where another backend scores than trained: scores then differ in their last digits. */
  readonly otherBackend?: OtherBackend;
  predict(table: FeatureTable): Prediction;
  /** Explains the given rows only: it costs more than predicting. */
  explain(table: FeatureTable, rows: readonly number[]): Explanation;
  usual(): readonly UsualValue[];
  save(): SavedModel;
}

/**
 * Predictions for the later rows made without having seen them: the calibration of each row was fitted on other
 * customers only. Quality must be measured on these.
 */
export interface FittedModel {
  readonly model: RetentionModel;
  /** The model that had not learned from the later rows: `model` itself unless that was refitted with them. */
  readonly judged: RetentionModel;
  readonly later: Prediction;
  /** The same fit with its logistic regression alone in the place of the blend of churn, which needs no calibration. */
  readonly byFloor: () => Promise<FittedModel>;
}
