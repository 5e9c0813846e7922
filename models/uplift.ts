/** Who gains from which contact, and how far a budget goes. The face of models/uplift. */
export { type Allocation, allocate, type Offer } from './uplift/allocate.ts';
export type { ArmAssessment } from './uplift/assess-arm.ts';
export { assessGate } from './uplift/assess-gate.ts';
export { assessTrial } from './uplift/assess-trial.ts';
export { type ChosenPlays, choosePlays, type PlayGain } from './uplift/choose-plays.ts';
export type { DoNotDisturb } from './uplift/do-not-disturb.ts';
export { keptOfBest, lessFlattery } from './uplift/flattery.ts';
export type { Interval } from './uplift/fold-means.ts';
export type { Gate } from './uplift/gate.ts';
export { type Policy, type PolicyPoint, policyCurve, profitAboveZero } from './uplift/policy-curve.ts';
export type { Stakes } from './uplift/stakes.ts';
export { fewestInArm, type Trial } from './uplift/trial.ts';
export { learnedPolicy, scoredPolicy } from './uplift/trial-policies.ts';
export { withinReach } from './uplift/within-reach.ts';
