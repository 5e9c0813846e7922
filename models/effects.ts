/** What a campaign did: arms compared, with intervals that hold, and plans for a comparison. The face of models/effects. */
export { type AdjustedEffect, adjustedDifference } from './effects/adjusted-difference.ts';
export {
  type ArmSpread,
  type Caution,
  cautionsOf,
  differTooMuch,
  fewestCustomers,
  isEven,
  mostOfOne,
  mostRelative,
} from './effects/cautions.ts';
export {
  type ArmComparison,
  type ArmRows,
  type ArmSummary,
  compareArms,
  summaryOf,
} from './effects/compare-arms.ts';
export { type ArmPair, differenceWithin } from './effects/difference-within.ts';
export { type DoseEffect, doseEffect, type Slope } from './effects/dose/dose-effect.ts';
export type { DoseRows } from './effects/dose/dose-rows.ts';
export { type EValue, eValue, eValueOfShares } from './effects/e-value.ts';
export { type BalanceWeights, entropyWeights } from './effects/entropy-balance.ts';
export { alwaysValidP, alwaysValidReach, declaredEndReach } from './effects/looks.ts';
export { differenceVariance, type Effect, meanDifference } from './effects/mean-difference.ts';
export { type ArmMean, combined, type Moments, mergeMoments, momentsOf } from './effects/moments.ts';
export { type EarlierDifference, earlierDifference } from './effects/observed/earlier-difference.ts';
export {
  type ObservedEffect,
  type ObservedOptions,
  observedEffect,
} from './effects/observed/observed-effect.ts';
export { isShare, type ObservedRows } from './effects/observed/observed-rows.ts';
export {
  type Covariate,
  type Overlap,
  type OverlapRule,
  overlapOf,
  overlapRules,
  type Refusal,
  refusalsOf,
  type SecondOpinion,
} from './effects/overlap.ts';
export { costOfLooks, customersNeeded, type Design, powerOf, smallestSeen } from './effects/power.ts';
export { type Ratio, type RatioParts, ratioAt, ratioOf } from './effects/ratio.ts';
export {
  type Counted,
  newcombe,
  newcombeAt,
  postStratified,
  postStratifiedAt,
  type ShareDifference,
  type Stratum,
  wilson,
} from './effects/retention-difference.ts';
export {
  type Attrition,
  attritionOf,
  brokenBelow,
  type PlannedArm,
  type SampleRatio,
  sampleRatio,
} from './effects/sample-ratio.ts';
export { shareOfFarthest, shareOfOne } from './effects/share-of-one.ts';
export {
  type CrossFitted,
  medianOfSplits,
  type TreatedEffect,
  treatedEffect,
} from './effects/treated-effect.ts';
