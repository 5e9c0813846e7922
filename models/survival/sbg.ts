import { ModelDataError } from '../errors.ts';
import { betaMean } from '../numerics/beta-mean.ts';
import { logBeta } from '../numerics/log-gamma.ts';

export type SbgName = 'alpha' | 'beta';

/**
 * Shifted beta-geometric (Fader and Hardie 2007): at each renewal a customer leaves with a chance θ of their own, and θ is
 * Beta(alpha, beta) over customers. Those who leave early had a high one, so retention rises with tenure.
 */
export interface SbgModel {
  readonly kind: 'sbg';
  readonly parameters: Readonly<Record<SbgName, number>>;
}

/** r(t) = (β + t − 1) / (α + β + t − 1): who of those there at the start of period t stays through it (equation 8). */
export function retentionRate({ parameters: { alpha, beta } }: SbgModel, period: number): number {
  return (beta + period - 1) / (alpha + beta + period - 1);
}

/**
 * S(n + t) / S(n) = B(α, β+n+t) / B(α, β+n): the chance that a customer who has completed n periods completes t more. From
 * n = 0 it is the survival curve S(t) (equation 6). Between whole periods it goes smoothly.
 */
export function survivalAfter(
  { parameters: { alpha, beta } }: SbgModel,
  completed: number,
  t: number,
): number {
  return Math.exp(logBeta(alpha, beta + completed + t) - logBeta(alpha, beta + completed));
}

/** A sum over more periods is left to an integral. */
const longestSum = 10_000;

/**
 * Periods that a customer who has completed n is still expected to complete, each worth (1 + d)^−t of one now at its end:
 * Σ S(n+t)/S(n) (1+d)^−t over t = 1 … horizon. The discounted expected residual lifetime of Fader and Hardie 2010 (equation
 * 6), which counts the next renewal whole, is (1 + d) times that of an infinite horizon.
 * @param horizon periods, may be infinite
 * @param discount a period
 * @throws ModelDataError where an endless horizon gives no finite sum: no discount and alpha ≤ 1
 */
export function expectedPeriods(
  model: SbgModel,
  completed: number,
  horizon: number,
  discount: number,
): number {
  const { alpha, beta } = model.parameters;
  if (horizon <= longestSum) return sumOfPeriods(model, completed, horizon, discount);
  const kept = (theta: number) => Math.exp(horizon * (Math.log1p(-theta) - Math.log1p(discount)));
  if (horizon < Infinity) {
    return betaMean(alpha, beta + completed, (theta) => forever(theta, discount) * (1 - kept(theta)));
  }
  if (discount > 0) return betaMean(alpha, beta + completed, (theta) => forever(theta, discount));
  if (alpha > 1) return (beta + completed) / (alpha - 1);
  throw new ModelDataError(
    `Customers with alpha = ${alpha} are expected to stay for ever: use a discount above 0 or a finite horizon.`,
  );
}

function sumOfPeriods(model: SbgModel, completed: number, horizon: number, discount: number): number {
  let [sum, worth] = [0, 1];
  for (let t = 1; t <= horizon; t++) {
    worth *= retentionRate(model, completed + t) / (1 + discount);
    sum += worth;
  }
  return sum;
}

/** Σ ((1 − θ) / (1 + d))^t over all t. */
const forever = (theta: number, discount: number): number => (1 - theta) / (discount + theta);
