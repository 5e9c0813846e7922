import { normalReach } from '../numerics/normal.ts';

/** Customers who were contacted and who were not, with what models that had not seen them say of each. */
export interface CrossFitted {
  readonly treated: Uint8Array;
  readonly outcome: Float64Array;
  /** Chance of having been contacted, in (0, 1). */
  readonly propensity: Float64Array;
  /** Outcome to expect without contact. */
  readonly expected: Float64Array;
}

export interface TreatedEffect {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Effect on those who were contacted by augmented inverse-probability weighting (AIPW; Robins, Rotnitzky, Zhao 1994),
 * controls weighted by the odds of contact, the weights made to add up to 1. Right where either model is.
 */
export const treatedEffect = (rows: CrossFitted, level: number): TreatedEffect =>
  weightedEffect({ ...rows, weights: controlWeights(rows) }, level);

/**
 * The same with weights of controls from anywhere, adding up to 1 over the controls.
 * @param rows what the weights leave out of balance, `expected` takes care of
 */
export function weightedEffect(
  rows: Omit<CrossFitted, 'propensity'> & { readonly weights: Float64Array },
  level: number,
): TreatedEffect {
  const { treated, outcome, expected, weights } = rows;
  const left = new Float64Array(outcome.length);
  let [contacted, ofTreated, ofControls] = [0, 0, 0];
  for (let i = 0; i < left.length; i++) {
    left[i] = outcome[i]! - expected[i]!;
    contacted += treated[i]!;
    ofTreated += treated[i]! * left[i]!;
    ofControls += weights[i]! * left[i]!;
  }
  ofTreated /= contacted;
  let variance = 0;
  for (let i = 0; i < left.length; i++)
    variance +=
      treated[i] === 1
        ? ((left[i]! - ofTreated) / contacted) ** 2
        : (weights[i]! * (left[i]! - ofControls)) ** 2;
  return around(ofTreated - ofControls, Math.sqrt(variance), level);
}

/** Odds of contact of each control over their sum; 0 for the treated. */
export function controlWeights({
  treated,
  propensity,
}: Omit<CrossFitted, 'outcome' | 'expected'>): Float64Array {
  const weights = new Float64Array(treated.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (treated[i] === 1) continue;
    weights[i] = propensity[i]! / (1 - propensity[i]!);
    sum += weights[i]!;
  }
  for (let i = 0; i < weights.length; i++) weights[i]! /= sum;
  return weights;
}

/**
 * The median over several splits of the same rows; its error holds how far splits lie from it (Chernozhukov et al. 2018,
 * definition 3.3).
 */
export function medianOfSplits(splits: readonly TreatedEffect[], level: number): TreatedEffect {
  const value = medianOf(splits.map((split) => split.value));
  const variance = medianOf(splits.map((split) => split.standardError ** 2 + (split.value - value) ** 2));
  return around(value, Math.sqrt(variance), level);
}

export function around(value: number, standardError: number, level: number): TreatedEffect {
  const reach = normalReach(level) * standardError;
  return { value, standardError, low: value - reach, high: value + reach };
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
}
