import type { LearningSet, Prediction } from '../../types.ts';
import { type CampaignCosts, usualCosts } from '../metrics/expected-profit.ts';
import { type ChurnQuality, churnQuality } from './churn-quality.ts';
import { type DateQuality, qualityByDate } from './date-quality.ts';
import type { DateVariation } from './date-variation.ts';
import { churnNextWindow, valueNextWindow } from './next-window.ts';
import { type SegmentCalibration, segmentCalibration } from './segment-calibration.ts';
import type { SimpleRules } from './simple-rules.ts';
import { coverageMoves, type ValueQuality, valueQuality } from './value-quality.ts';

/**
 * How good a model is on later rows. Plain data: it is stored with the model. Intervals are 95%: of differences and of single
 * dates by customer, of all other figures for the next window where `between` is known.
 */
export interface Quality {
  /** Null where the later rows cannot judge it: no outcome is known, or all are the same. */
  readonly churn: ChurnQuality | null;
  readonly value: ValueQuality | null;
  /** Whether P(churn) holds within the levels of each category. */
  readonly segments: SegmentCalibration;
  /** Predicted and realised totals of each later date, oldest first. */
  readonly byDate: readonly DateQuality[];
  /** How far figures of two dates are apart; null where that was not measured. */
  readonly between: DateVariation | null;
}

export interface QualityOptions {
  /** Share of the customers that the list has room for, in (0, 1]. */
  readonly listShare: number;
  readonly seed: number;
  /** How far figures of two dates are apart: then their intervals are for the next window. */
  readonly between?: DateVariation;
  /** What a campaign costs and wins; the values of Verbraken 2013 unless given. */
  readonly costs?: CampaignCosts;
}

/**
 * Judges predictions of later rows beside the simple rules. Rows with an unknown outcome are left out; headline figures
 * are of the latest date with known outcomes, where each customer stands once.
 * @param predicted made without having seen the rows' outcomes
 */
export function measureQuality(
  later: LearningSet,
  predicted: Prediction,
  rules: SimpleRules,
  { listShare, seed, between, costs = usualCosts }: QualityOptions,
): Quality {
  const churn = churnQuality(later, predicted, rules, { listShare, costs, seed });
  const value = valueQuality(later, predicted, rules, seed);
  const byDate = qualityByDate(later, predicted, seed);
  const segments = segmentCalibration(later, predicted);
  return {
    churn: churn && between ? churnNextWindow(churn, between) : churn,
    value:
      value && between
        ? valueNextWindow(value, between, coverageMoves(later, predicted, between.level))
        : value,
    segments,
    byDate,
    between: between ?? null,
  };
}
