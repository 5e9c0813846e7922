import { controlWeights } from './treated-effect.ts';

/** Whether there are controls like the treated at all. */
export interface Overlap {
  /** Customers as many as whom the weighted controls tell: (Σw)² ÷ Σw². */
  readonly effectiveControls: number;
  readonly treated: number;
  /** Share of the treated whose chance of contact is above .9: nobody like them was left alone. */
  readonly certain: number;
  /** Largest weight of one control; weights add up to 1. */
  readonly largestWeight: number;
  /** Standardised differences of the covariates, in standard deviations of the treated, before and after weighting. */
  readonly balance: readonly Balance[];
}

export interface Balance {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

export interface Covariate {
  readonly name: string;
  readonly values: Float64Array;
}

const nearlyCertain = 0.9;

/**
 * How the controls, weighted by their odds of contact, compare with the treated. Where these are all the same in a covariate,
 * differences are in standard deviations of the controls.
 */
export function overlapOf(
  treated: Uint8Array,
  propensity: Float64Array,
  covariates: readonly Covariate[],
): Overlap {
  const weights = controlWeights({ treated, propensity });
  const contacted = treated.reduce((sum, t) => sum + t, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const certain = propensity.reduce((sum, e, i) => sum + Number(treated[i] === 1 && e > nearlyCertain), 0);
  return {
    effectiveControls: 1 / squares,
    treated: contacted,
    certain: certain / contacted,
    largestWeight: weights.reduce((most, weight) => Math.max(most, weight), 0),
    balance: covariates.map((covariate) => balanceOf(covariate, treated, weights)),
  };
}

function balanceOf({ name, values }: Covariate, treated: Uint8Array, weights: Float64Array): Balance {
  const ofArm = shapeByArm(values, treated);
  const spread = ofArm.deviation[1] || ofArm.deviation[0];
  let weighted = 0;
  for (let i = 0; i < values.length; i++) weighted += weights[i]! * values[i]!;
  const [plain, mean] = ofArm.mean;
  const standardised = (other: number) => (mean === other ? 0 : (mean - other) / spread);
  return { name, before: standardised(plain), after: standardised(weighted) };
}

type ByArm = [control: number, treated: number];

function shapeByArm(values: Float64Array, treated: Uint8Array) {
  const [count, mean, squares]: [ByArm, ByArm, ByArm] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  const armOf = (i: number) => treated[i] as 0 | 1;
  for (let i = 0; i < values.length; i++) {
    count[armOf(i)] += 1;
    mean[armOf(i)] += values[i]!;
  }
  for (const arm of [0, 1] as const) mean[arm] /= count[arm];
  for (let i = 0; i < values.length; i++) squares[armOf(i)] += (values[i]! - mean[armOf(i)]) ** 2;
  const deviation = squares.map((sum, arm) => Math.sqrt(sum / (count[arm as 0 | 1] - 1))) as ByArm;
  return { mean, deviation };
}

/** Why no effect may be told from a comparison that was not randomised. */
export interface Refusal {
  readonly rule: 'few-controls' | 'no-overlap' | 'imbalance' | 'one-control' | 'estimators-disagree';
  readonly found: number;
  readonly limit: number;
  /** The covariate that is out of balance. */
  readonly name?: string;
}

/** Two estimates of the same effect by different means, and the error of the first. */
export interface SecondOpinion {
  readonly value: number;
  readonly standardError: number;
  readonly other: number;
}

const limits = { certain: 0.05, imbalance: 0.1, largestWeight: 0.05, controlsPerTreated: 0.5, errors: 1 };

/** A rule with what was found, whether it is broken or not. */
export interface OverlapRule extends Refusal {
  readonly isBroken: boolean;
}

/** Every rule that an observational comparison breaks; none where its figure may stand as the headline. */
export const refusalsOf = (overlap: Overlap, opinions: SecondOpinion): Refusal[] =>
  overlapRules(overlap, opinions).flatMap(({ isBroken, ...rule }) => (isBroken ? [rule] : []));

/** Every rule of an observational comparison. */
export function overlapRules(overlap: Overlap, opinions: SecondOpinion): OverlapRule[] {
  const { effectiveControls, treated, certain, largestWeight, balance } = overlap;
  const worst = balance.reduce<Balance | null>(
    (most, one) => (most === null || Math.abs(one.after) > Math.abs(most.after) ? one : most),
    null,
  );
  const gap = Math.abs(opinions.other - opinions.value);
  const least = limits.controlsPerTreated * treated;
  const atMost = (rule: Refusal['rule'], found: number, limit: number): OverlapRule => ({
    ...{ rule, found, limit },
    isBroken: found > limit,
  });
  return [
    { rule: 'few-controls', found: effectiveControls, limit: least, isBroken: effectiveControls < least },
    atMost('no-overlap', certain, limits.certain),
    ...(worst === null
      ? []
      : [{ ...atMost('imbalance', Math.abs(worst.after), limits.imbalance), name: worst.name }]),
    atMost('one-control', largestWeight, limits.largestWeight),
    atMost('estimators-disagree', gap === 0 ? 0 : gap / opinions.standardError, limits.errors),
  ];
}
