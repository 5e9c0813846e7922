/** What has moved since a model was judged, and how well it should still do. The face of models/drift. */
export type { Deviation } from './drift/alarm.ts';
export type { Baseline, FeatureBaseline } from './drift/baseline.ts';
export { countInto, type Distribution, distributionOf, type Tally, tallyOf } from './drift/distribution.ts';
export { type EstimateDrift, estimateDrift } from './drift/estimate-drift.ts';
export {
  type Estimated,
  type EstimatedPerformance,
  estimatePerformance,
} from './drift/estimated-performance.ts';
export { type Drift, driftOf, type FamilyDrift, familiesOf } from './drift/feature-drift.ts';
export {
  judgeMatured,
  type MaturedPerformance,
  type Promised,
  promiseOf,
} from './drift/matured-performance.ts';
export { judgeValue, type MaturedValue } from './drift/matured-value.ts';
export { shiftBetween } from './drift/two-samples.ts';
