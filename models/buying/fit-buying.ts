import { ModelDataError } from '../errors.ts';
import type { SmoothFunction } from '../numerics/evaluation.ts';
import { type Fit, type FitOptions, maximiseLikelihood } from '../numerics/maximise-likelihood.ts';
import { betaDropoutLikelihood } from './beta-dropout-likelihood.ts';
import type { BetaDropoutFit, BuyingFit, ParetoFit } from './buying-model.ts';
import { checkHistories, type Histories } from './histories.ts';
import { type MergedHistories, mergeHistories } from './merge-histories.ts';
import { paretoLikelihood } from './pareto-likelihood.ts';
import { rateByMoments, someOf } from './starts.ts';

/** From twice as many customers on, the search begins on this many. */
const roughCustomers = 2_500;

/**
 * BG/NBD (Fader, Hardie and Lee 2005): a customer may be lost after each repeat purchase.
 * @throws ModelDataError if a history is impossible or nobody bought twice
 */
export const fitBgNbd = (histories: Histories, options?: FitOptions): BetaDropoutFit => ({
  kind: 'bg-nbd',
  ...fitBetaDropout(histories, 0, options),
});

/**
 * MBG/NBD (Batislam, Denizel and Filiztekin 2007): a customer may be lost after the first purchase as well.
 * @throws ModelDataError if a history is impossible or nobody bought twice
 */
export const fitMbgNbd = (histories: Histories, options?: FitOptions): BetaDropoutFit => ({
  kind: 'mbg-nbd',
  ...fitBetaDropout(histories, 1, options),
});

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987): a customer may be lost at any time.
 * @throws ModelDataError if a history is impossible or nobody bought twice
 */
export function fitParetoNbd(histories: Histories, options?: FitOptions): ParetoFit {
  const { r, alpha } = rateByMoments(histories);
  const unit = meanAge(histories);
  const starts = [
    [r, alpha, 0.6, unit],
    [1, alpha / r, 0.6, unit / 2],
    [2 * r, alpha, 2, 5 * unit],
  ];
  const names = ['r', 'alpha', 's', 'beta'] as const;
  return { kind: 'pareto-nbd', ...fit(histories, { names, starts, likelihood: paretoLikelihood }, options) };
}

/**
 * BG/NBD, MBG/NBD or Pareto/NBD, whichever has the highest likelihood among those that converged: all have four parameters.
 * @throws ModelDataError if a history is impossible or nobody bought twice
 */
export function fitBestBuying(histories: Histories, options?: FitOptions): BuyingFit {
  const fits = [
    fitBgNbd(histories, options),
    fitMbgNbd(histories, options),
    fitParetoNbd(histories, options),
  ];
  const found = fits.filter(({ converged }) => converged);
  return (found.length > 0 ? found : fits).reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
}

function fitBetaDropout(histories: Histories, chancesBefore: 0 | 1, options?: FitOptions) {
  const { r, alpha } = rateByMoments(histories);
  const starts = [
    [r, alpha, 0.8, 2.5],
    [1, alpha / r, 0.5, 0.5],
    [2 * r, alpha, 1, 10],
  ];
  const names = ['r', 'alpha', 'a', 'b'] as const;
  const likelihood = (merged: MergedHistories) => betaDropoutLikelihood(merged, chancesBefore);
  return fit(histories, { names, starts, likelihood }, options);
}

/** Parameters, where the search for them starts, and how likely they make the histories. */
interface Sought<Name extends string> {
  readonly names: readonly Name[];
  readonly starts: readonly (readonly number[])[];
  readonly likelihood: (merged: MergedHistories) => SmoothFunction;
}

function fit<Name extends string>(
  histories: Histories,
  { names, starts, likelihood }: Sought<Name>,
  options?: FitOptions,
): Fit<Name> {
  checkHistories(histories);
  if (!histories.repeats.some((x) => x > 0)) {
    throw new ModelDataError(
      `None of ${histories.repeats.length} customers bought on a second day, so their rhythm of buying cannot be learned: give a longer history.`,
    );
  }
  const large = histories.repeats.length >= 2 * roughCustomers;
  const problem = {
    names,
    starts,
    observations: histories.repeats.length,
    logLikelihood: likelihood(mergeHistories(histories)),
    ...(large ? { rough: likelihood(mergeHistories(someOf(histories, roughCustomers))) } : {}),
  };
  return maximiseLikelihood(problem, options);
}

const meanAge = ({ age }: Histories): number =>
  Math.max(age.reduce((sum, t) => sum + t, 0) / age.length, Number.MIN_VALUE);
