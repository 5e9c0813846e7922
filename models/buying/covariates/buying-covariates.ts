import { type Covariate, type Moved, scaleCovariates } from '../../numerics/covariates.ts';
import {
  type CovariateFit,
  effectPlaces,
  fitWithCovariates,
  parametersAt,
} from '../../numerics/fit-with-covariates.ts';
import type { FitOptions } from '../../numerics/maximise-likelihood.ts';
import { betaDropoutLikelihood } from '../beta-dropout-likelihood.ts';
import type { BetaDropoutName, BuyingModel, ParetoName } from '../buying-model.ts';
import { fitBgNbd, fitMbgNbd, fitParetoNbd } from '../fit-buying.ts';
import type { Histories } from '../histories.ts';
import { mergeHistories } from '../merge-histories.ts';
import { paretoLikelihood } from '../pareto-likelihood.ts';
import { takeHistories } from './take-histories.ts';

/**
 * A buying model with time-invariant covariates (Fader and Hardie 2007, "Incorporating time-invariant covariates into the
 * Pareto/NBD and BG/NBD models"): α = α₀ e^(−γ₁z), and a = a₀ e^(γ₂z), b = b₀ e^(γ₃z) or β = β₀ e^(−γ₂z). So a positive effect on
 * alpha is a higher rate of buying, on Pareto/NBD's beta a higher rate of leaving.
 */
export type CovariateBuyingFit =
  | (CovariateFit<BetaDropoutName> & { readonly kind: 'bg-nbd' | 'mbg-nbd' })
  | (CovariateFit<ParetoName> & { readonly kind: 'pareto-nbd' });

/** A covariate of the rate of buying, of leaving, or, unless said, of both. */
export interface BuyingCovariate extends Covariate {
  readonly of?: 'buying' | 'leaving';
}

const betaNames = ['r', 'alpha', 'a', 'b'] as const;
const movedByBeta: readonly Moved<BetaDropoutName>[] = [
  { name: 'alpha', sign: -1 },
  { name: 'a', sign: 1 },
  { name: 'b', sign: 1 },
];
const paretoNames = ['r', 'alpha', 's', 'beta'] as const;
const movedByPareto: readonly Moved<ParetoName>[] = [
  { name: 'alpha', sign: -1 },
  { name: 'beta', sign: -1 },
];

/**
 * Fits a kind of buying model with covariates, one value a customer, in the order of the histories.
 * @throws ModelDataError if a history is impossible, nobody bought twice, or a covariate cannot be used
 */
export function fitBuyingWithCovariates(
  kind: BuyingModel['kind'],
  histories: Histories,
  covariates: readonly BuyingCovariate[],
  options?: FitOptions,
): CovariateBuyingFit {
  const scaled = scaleCovariates(covariates, histories.repeats.length);
  const acts = (on: string, c: number) => (covariates[c].of ?? processOf(on)) === processOf(on);
  const merged = (customers: Int32Array) => mergeHistories(takeHistories(histories, customers));
  if (kind === 'pareto-nbd') {
    const likelihoodOf = (customers: Int32Array) => paretoLikelihood(merged(customers));
    const plain = fitParetoNbd(histories, options);
    const sought = effectPlaces(movedByPareto, covariates.length, acts);
    return {
      kind,
      ...fitWithCovariates(scaled, plain, { names: paretoNames, sought, likelihoodOf }, options),
    };
  }
  const plain = kind === 'bg-nbd' ? fitBgNbd(histories, options) : fitMbgNbd(histories, options);
  const sought = effectPlaces(movedByBeta, covariates.length, acts);
  const likelihoodOf = (customers: Int32Array) =>
    betaDropoutLikelihood(merged(customers), kind === 'bg-nbd' ? 0 : 1);
  return { kind, ...fitWithCovariates(scaled, plain, { names: betaNames, sought, likelihoodOf }, options) };
}

const processOf = (parameter: string) => (parameter === 'alpha' ? 'buying' : 'leaving');

/** The model as it holds of a customer with the given covariates, by name. */
export function buyingModelAt(
  fit: CovariateBuyingFit,
  covariates: Readonly<Record<string, number>>,
): BuyingModel {
  return fit.kind === 'pareto-nbd'
    ? { kind: fit.kind, parameters: parametersAt(fit, movedByPareto, covariates) }
    : { kind: fit.kind, parameters: parametersAt(fit, movedByBeta, covariates) };
}

/**
 * What a model without covariates says of each customer, each by the parameters of their own: any of `aliveChances`,
 * `futurePurchases` and their like.
 */
export function predictWithCovariates(
  fit: CovariateBuyingFit,
  histories: Histories,
  covariates: readonly Covariate[],
  predict: (model: BuyingModel, histories: Histories) => Float64Array,
): Float64Array {
  const customers = histories.repeats.length;
  const found = new Float64Array(customers);
  const byKey = new Map<string, number[]>();
  for (let i = 0; i < customers; i++) {
    const key = covariates.map(({ values }) => values[i]).join();
    byKey.set(key, [...(byKey.get(key) ?? []), i]);
  }
  for (const [first, ...rest] of byKey.values()) {
    const own = Object.fromEntries(covariates.map(({ name, values }) => [name, values[first]]));
    const rows = Int32Array.of(first, ...rest);
    predict(buyingModelAt(fit, own), takeHistories(histories, rows)).forEach((value, at) => {
      found[rows[at]] = value;
    });
  }
  return found;
}
