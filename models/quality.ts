/** How good predictions are, on later rows and with intervals; leaks; champion against challenger. The face of models/quality. */
export { type Challenge, challenge } from './quality/challenge/challenge.ts';
export { type ColumnPower, columnPowers } from './quality/leaks/column-power.ts';
export { findLeaks } from './quality/leaks/find-leaks.ts';
export type { Leak, RowGroup } from './quality/leaks/leak.ts';
export { type Suspect, suspectsAmong } from './quality/leaks/suspect.ts';
export {
  type Measured,
  measured,
  measuredDifference,
  resample,
} from './quality/metrics/cluster-bootstrap.ts';
export { usualCosts } from './quality/metrics/expected-profit.ts';
export { shareInterval } from './quality/metrics/intervals.ts';
export { rankingOf } from './quality/metrics/order.ts';
export {
  calibrationNoise,
  expectedCalibrationError,
  logLoss,
  logLosses,
  reliability,
} from './quality/metrics/probability.ts';
export { auc, aucOf, averagePrecisionOf, liftOf } from './quality/metrics/ranking.ts';
export { decileErrorOf, normalisedGiniOf, spearmanOf, totalRatioOf } from './quality/metrics/value.ts';
export { type WeightedMetric, weightedMean } from './quality/metrics/weighted-metric.ts';
export {
  type ChurnQuality,
  type ChurnRuleQuality,
  churnQuality,
} from './quality/validation/churn-quality.ts';
export type { DateQuality } from './quality/validation/date-quality.ts';
export { type DateVariation, dateVariation } from './quality/validation/date-variation.ts';
export { knownRows, latestRows, valuesAt } from './quality/validation/latest-rows.ts';
export { measureQuality, type Quality } from './quality/validation/measure-quality.ts';
export type { SegmentCalibration } from './quality/validation/segment-calibration.ts';
export { applyRule, type SimpleRule, simpleRules } from './quality/validation/simple-rules.ts';
export {
  churnStanding,
  fewestOutcomes,
  type Standing,
  type Standings,
  valueStanding,
} from './quality/validation/standing.ts';
export {
  type ValueQuality,
  type ValueRuleQuality,
  valueQuality,
} from './quality/validation/value-quality.ts';
