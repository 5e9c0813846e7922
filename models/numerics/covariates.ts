import { ModelDataError } from '../errors.ts';
import type { SmoothFunction } from './evaluation.ts';

/** What is known of each customer and does not change: one number each. A category is a column of 0 and 1 for each level but one. */
export interface Covariate {
  readonly name: string;
  readonly values: Float64Array;
}

/** Covariates about their means, in their standard deviations: effects are searched for on a scale of their own. */
export interface ScaledCovariates {
  readonly names: readonly string[];
  readonly centre: readonly number[];
  readonly scale: readonly number[];
  /** Customers who have the same in all of them. */
  readonly patterns: readonly Pattern[];
}

export interface Pattern {
  /** Scaled. */
  readonly z: readonly number[];
  /** Places of its customers. */
  readonly customers: Int32Array;
}

/** @throws ModelDataError naming the covariate that is not one finite number a customer, or the same for all */
export function scaleCovariates(covariates: readonly Covariate[], customers: number): ScaledCovariates {
  for (const covariate of covariates) checkCovariate(covariate, customers);
  const moments = covariates.map(({ values }) => momentsOf(values));
  const zOf = (i: number) =>
    covariates.map(({ values }, c) => (values[i] - moments[c].centre) / moments[c].scale);
  const byKey = new Map<string, number[]>();
  for (let i = 0; i < customers; i++) {
    const key = covariates.map(({ values }) => values[i]).join();
    const same = byKey.get(key);
    if (same) same.push(i);
    else byKey.set(key, [i]);
  }
  return {
    names: covariates.map(({ name }) => name),
    centre: moments.map(({ centre }) => centre),
    scale: moments.map(({ scale }) => scale),
    patterns: [...byKey.values()].map((own) => ({ z: zOf(own[0]), customers: Int32Array.from(own) })),
  };
}

function checkCovariate({ name, values }: Covariate, customers: number): void {
  if (values.length !== customers) {
    throw new ModelDataError(
      `The covariate "${name}" has ${values.length} values for ${customers} customers: give one of each.`,
    );
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) {
    throw new ModelDataError(
      `The covariate "${name}" is not known of customer ${odd}: fill it in, or leave such customers out.`,
    );
  }
  if (values.every((value) => value === values[0])) {
    throw new ModelDataError(`The covariate "${name}" is the same for all customers: leave it out.`);
  }
}

function momentsOf(values: Float64Array): { readonly centre: number; readonly scale: number } {
  const centre = values.reduce((sum, v) => sum + v, 0) / values.length;
  return { centre, scale: Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / values.length) };
}

/** A parameter on its log scale that covariates move: ln p = ln p₀ + sign · Σ effect · z. */
export interface Moved<Name extends string> {
  readonly name: Name;
  readonly sign: 1 | -1;
}

/** One effect: of which covariate, by its place, on which parameter. */
export interface EffectPlace<Name extends string> extends Moved<Name> {
  readonly covariate: number;
}

/**
 * Log-likelihood per customer by the logs of the parameters and, after them, the effects in the order given.
 * @param likelihoodOf that of some customers, per customer, by the logs of the parameters
 */
export function likelihoodWith<Name extends string>(
  { patterns }: ScaledCovariates,
  likelihoodOf: (customers: Int32Array) => SmoothFunction,
  names: readonly Name[],
  effects: readonly EffectPlace<Name>[],
): SmoothFunction {
  const parts = patterns.map(({ z, customers }) => ({
    z,
    count: customers.length,
    of: likelihoodOf(customers),
  }));
  const customers = parts.reduce((sum, { count }) => sum + count, 0);
  const places = effects.map(({ name, sign, covariate }) => ({ at: names.indexOf(name), sign, covariate }));
  return (at) => {
    const slope = new Float64Array(at.length);
    let value = 0;
    for (const { z, count, of } of parts) {
      const logs = at.slice(0, names.length);
      places.forEach((place, e) => {
        logs[place.at] += place.sign * at[names.length + e] * z[place.covariate];
      });
      const { value: mean, gradient } = of(logs);
      value += (count * mean) / customers;
      for (let j = 0; j < names.length; j++) slope[j] += (count * gradient[j]) / customers;
      places.forEach((place, e) => {
        slope[names.length + e] += (count * place.sign * gradient[place.at] * z[place.covariate]) / customers;
      });
    }
    return { value, gradient: slope };
  };
}
