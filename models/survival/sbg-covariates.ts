import { type Covariate, type Moved, scaleCovariates } from '../numerics/covariates.ts';
import {
  type CovariateFit,
  effectPlaces,
  fitWithCovariates,
  parametersAt,
} from '../numerics/fit-with-covariates.ts';
import type { FitOptions } from '../numerics/maximise-likelihood.ts';
import { fitSbg, sbgLikelihood } from './fit-sbg.ts';
import { lifeTable, type Tenures } from './life-table.ts';
import { type SbgModel, type SbgName, survivalAfter } from './sbg.ts';

/**
 * Shifted beta-geometric with time-invariant covariates: α = α₀ e^(γ₁z), β = β₀ e^(γ₂z). With the same effect on both, customers
 * differ in how alike they are alone; a positive effect on alpha is a higher chance of leaving, on beta of staying.
 */
export type CovariateSbgFit = CovariateFit<SbgName> & { readonly kind: 'sbg' };

const names = ['alpha', 'beta'] as const;
const moved: readonly Moved<SbgName>[] = [
  { name: 'alpha', sign: 1 },
  { name: 'beta', sign: 1 },
];

/**
 * Fits it to how long customers stayed, with one value of each covariate a customer.
 * @throws ModelDataError if a tenure is impossible, nobody could leave, or a covariate cannot be used
 */
export function fitSbgWithCovariates(
  tenures: Tenures,
  covariates: readonly Covariate[],
  options?: FitOptions,
): CovariateSbgFit {
  const plain = fitSbg(lifeTable(tenures), options);
  const scaled = scaleCovariates(covariates, tenures.until.length);
  const sought = effectPlaces(moved, covariates.length);
  const likelihoodOf = (customers: Int32Array) => sbgLikelihood(lifeTable(tenuresOf(tenures, customers)));
  return { kind: 'sbg', ...fitWithCovariates(scaled, plain, { names, sought, likelihoodOf }, options) };
}

/** The model as it holds of a customer with the given covariates, by name. */
export const sbgModelAt = (fit: CovariateSbgFit, covariates: Readonly<Record<string, number>>): SbgModel => ({
  kind: 'sbg',
  parameters: parametersAt(fit, moved, covariates),
});

/**
 * P(a customer completes t periods more), customer by customer: who has completed so many, each by the parameters of their own
 * covariates, given by name in the order of the customers. t need not be whole.
 */
export function survivalWithCovariates(
  fit: CovariateSbgFit,
  completed: Float64Array,
  covariates: readonly Covariate[],
  t: number,
): Float64Array {
  const ownOf = (i: number) => Object.fromEntries(covariates.map(({ name, values }) => [name, values[i]]));
  return completed.map((periods, i) => survivalAfter(sbgModelAt(fit, ownOf(i)), periods, t));
}

const tenuresOf = ({ entered, until, left }: Tenures, customers: Int32Array): Tenures => ({
  entered: Float64Array.from(customers, (i) => entered[i]),
  until: Float64Array.from(customers, (i) => until[i]),
  left: Uint8Array.from(customers, (i) => left[i]),
});
