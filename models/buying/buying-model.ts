import type { Fit } from '../numerics/maximise-likelihood.ts';

export type BetaDropoutName = 'r' | 'alpha' | 'a' | 'b';
export type ParetoName = 'r' | 'alpha' | 's' | 'beta';

/**
 * A model of how often customers buy and when they stop. Purchase rates are Gamma(r, alpha) over customers: mean r / alpha
 * per unit of time. A customer is lost after a purchase with a chance of Beta(a, b), or, Pareto/NBD, at a rate of Gamma(s, beta)
 * at any time. alpha and beta are times in the unit of the histories.
 */
export type BuyingModel =
  | { readonly kind: 'bg-nbd' | 'mbg-nbd'; readonly parameters: Readonly<Record<BetaDropoutName, number>> }
  | { readonly kind: 'pareto-nbd'; readonly parameters: Readonly<Record<ParetoName, number>> };

export type BetaDropoutFit = Fit<BetaDropoutName> & { readonly kind: 'bg-nbd' | 'mbg-nbd' };
export type ParetoFit = Fit<ParetoName> & { readonly kind: 'pareto-nbd' };
export type BuyingFit = BetaDropoutFit | ParetoFit;
