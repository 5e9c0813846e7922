import { ModelDataError } from '../errors.ts';
import type { SmoothFunction } from '../numerics/evaluation.ts';
import { type Fit, type FitOptions, maximiseLikelihood } from '../numerics/maximise-likelihood.ts';
import type { LifeTable } from './life-table.ts';
import type { SbgModel, SbgName } from './sbg.ts';

export type SbgFit = Fit<SbgName> & SbgModel;

/**
 * Shifted beta-geometric by maximum likelihood. Where nobody left, or everybody at once, the likelihood has no maximum:
 * the fit stays finite and says which parameters are undetermined; `priorSpread` keeps it near the mean rate of leaving.
 * @throws ModelDataError where no customer could leave in any period
 */
export function fitSbg(table: LifeTable, options?: FitOptions): SbgFit {
  const risk = sum(table.atRisk);
  if (!(risk > 0)) {
    throw new ModelDataError(
      `None of ${table.customers} customers was observed through a renewal, so their staying cannot be learned: give a longer history or a shorter period.`,
    );
  }
  const rate = (sum(table.left) + 0.5) / (risk + 1);
  const starts = [2, 0.5, 20].map((size) => [size * rate, size * (1 - rate)]);
  const problem = {
    names: ['alpha', 'beta'] as const,
    observations: table.customers,
    logLikelihood: sbgLikelihood(table),
    starts,
  };
  return { kind: 'sbg', ...maximiseLikelihood(problem, options) };
}

/**
 * Log-likelihood per customer by the logs of α and β. A customer's history is a product over the periods in which they could
 * leave, of r(t) where they stayed and 1 − r(t) where they left, whichever period they were first observed in:
 * Σ_t left_t ln(α / (α+β+t−1)) + stayed_t ln((β+t−1) / (α+β+t−1)). (Appendix B, with censoring and truncation.)
 */
export function sbgLikelihood({ customers, atRisk, left }: LifeTable): SmoothFunction {
  return (logs) => {
    const [alpha, beta] = logs.map(Math.exp);
    let [value, byAlpha, byBeta] = [0, 0, 0];
    for (let t = 0; t < atRisk.length; t++) {
      const stayed = atRisk[t] - left[t];
      const all = alpha + beta + t;
      value += left[t] * Math.log(alpha / all) + stayed * Math.log1p(-alpha / all);
      byAlpha += left[t] / alpha - atRisk[t] / all;
      byBeta += stayed / (beta + t) - atRisk[t] / all;
    }
    return {
      value: value / customers,
      gradient: Float64Array.of((alpha * byAlpha) / customers, (beta * byBeta) / customers),
    };
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
