import { ModelDataError } from '../../errors.ts';
import { type Fit, type FitOptions, maximiseLikelihood } from '../../numerics/maximise-likelihood.ts';
import type { Spending } from '../histories.ts';
import { gammaGammaLikelihood, leastQ } from './gamma-gamma-likelihood.ts';

export type GammaGammaName = 'p' | 'q' | 'gamma';

/**
 * How much customers spend at a purchase: Gamma(p, ν) with ν ~ Gamma(q, gamma) over customers. The mean over customers is
 * p · gamma / (q − 1); gamma is in the unit of money.
 */
export interface SpendModel {
  readonly kind: 'gamma-gamma';
  readonly parameters: Readonly<Record<GammaGammaName, number>>;
}

export type SpendFit = Fit<GammaGammaName> & SpendModel;

/** From twice as many customers on, the search begins on this many. */
const roughCustomers = 20_000;

/**
 * Gamma-Gamma model of spend (Colombo and Jiang 1999; Fader and Hardie 2013), with q held above 1.05 so that a mean exists.
 * It takes spend to be independent of how often a customer buys: see `spendIndependence`.
 * @throws ModelDataError if a mean is not a number or fewer than two customers have a positive one
 */
export function fitGammaGamma(spending: Spending, options?: FitOptions): SpendFit {
  const used = positiveOnly(spending);
  const customers = used.mean.length;
  if (customers < 2) {
    throw new ModelDataError(
      `Spend is known of ${customers} customers, and a model of it needs at least 2 with a positive mean: check amounts and margins.`,
    );
  }
  const rough = customers >= 2 * roughCustomers ? gammaGammaLikelihood(someOf(used, roughCustomers)) : null;
  const problem = {
    names: ['p', 'q', 'gamma'] as const,
    observations: customers,
    logLikelihood: gammaGammaLikelihood(used),
    ...(rough ? { rough } : {}),
    starts: startsOf(used),
    floors: [0, leastQ, 0],
  };
  return { kind: 'gamma-gamma', ...maximiseLikelihood(problem, options) };
}

/** Expected spend at a purchase of a customer who made x with the mean z; of a customer of whom nothing is known for x = 0. */
export function expectedSpend(
  { parameters: { p, q, gamma } }: SpendModel,
  purchases: number,
  mean: number,
): number {
  const money = purchases > 0 ? purchases * Math.max(0, mean) : 0;
  return (p * (gamma + money)) / (p * purchases + q - 1);
}

/**
 * Expected money per purchase of each customer, in the unit of the means it was fitted to: E(M | x, m̄) of Fader and Hardie (2013),
 * equation 5. A customer without purchases gets the mean of the population.
 */
export function expectedSpends(model: SpendModel, { purchases, mean }: Spending): Float64Array {
  return purchases.map((x, i) => expectedSpend(model, x, mean[i]));
}

function positiveOnly({ purchases, mean }: Spending): Spending {
  const odd = purchases.findIndex(
    (x, i) => !(x >= 0 && x < Infinity) || (x > 0 && !Number.isFinite(mean[i])),
  );
  if (odd >= 0) {
    throw new ModelDataError(
      `Row ${odd} of the spending has ${purchases[odd]} purchases with a mean of ${mean[odd]}: both must be finite numbers.`,
    );
  }
  const known = (_: number, i: number) => purchases[i] > 0 && mean[i] > 0;
  return { purchases: purchases.filter(known), mean: mean.filter(known) };
}

function someOf({ purchases, mean }: Spending, count: number): Spending {
  const step = Math.ceil(purchases.length / count);
  const taken = (_: number, i: number) => i % step === 0;
  return { purchases: purchases.filter(taken), mean: mean.filter(taken) };
}

/** From the mean of means, and a spread of means half of which is between customers. */
function startsOf({ mean }: Spending): number[][] {
  const centre = mean.reduce((sum, z) => sum + z / mean.length, 0);
  const variance = mean.reduce((sum, z) => sum + (z / centre - 1) ** 2 / mean.length, 0);
  const shape = Math.min(100, Math.max(0.5, 2 / Math.max(variance, 1e-6)));
  return [
    [shape, shape + 2, (centre * (shape + 1)) / shape],
    [2, 2, centre / 2],
    [10, 3, centre / 5],
  ];
}
