import { digamma } from '../../numerics/digamma.ts';
import type { SmoothFunction } from '../../numerics/evaluation.ts';
import { logGamma } from '../../numerics/log-gamma.ts';
import type { Spending } from '../histories.ts';

/** At q = 1 the mean over customers is infinite; here it is twenty times p · γ. */
export const leastQ = 1.05;

/**
 * Log-likelihood per customer by the logs of p, q − `leastQ` and γ: each purchase is Gamma(p, ν), and ν differs between customers as
 * Gamma(q, γ). Gamma-Gamma (Fader and Hardie 2013, equation 1a) for the mean z of x purchases:
 * ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln z + px ln x − (px+q) ln(γ + xz).
 * Customers without purchases, or with a mean that is not positive, take no part.
 */
export function gammaGammaLikelihood({ purchases, mean }: Spending): SmoothFunction {
  const counts = countsOf(purchases);
  const total = counts.reduce((sum, { customers }) => sum + customers, 0);
  const [logs, weighted] = [
    sumOf(mean, (z) => Math.log(z)),
    sumOf(mean, (z, i) => purchases[i] * Math.log(purchases[i] * z)),
  ];
  const money = mean.map((z, i) => purchases[i] * z);
  return (at) => {
    const [p, above, gamma] = at.map(Math.exp);
    const q = leastQ + above;
    let value = p * weighted - logs + total * (q * Math.log(gamma) - logGamma(q));
    const slope = Float64Array.of(weighted, total * (Math.log(gamma) - digamma(q)), (total * q) / gamma);
    for (const { count, customers } of counts) {
      value += customers * (logGamma(p * count + q) - logGamma(p * count));
      const both = digamma(p * count + q);
      slope[0] += customers * count * (both - digamma(p * count));
      slope[1] += customers * both;
    }
    for (let i = 0; i < money.length; i++) {
      const log = Math.log(gamma + money[i]);
      const shape = p * purchases[i] + q;
      value -= shape * log;
      slope[0] -= purchases[i] * log;
      slope[1] -= log;
      slope[2] -= shape / (gamma + money[i]);
    }
    return {
      value: value / total,
      gradient: Float64Array.of(p * slope[0], above * slope[1], gamma * slope[2]).map((g) => g / total),
    };
  };
}

const sumOf = (values: Float64Array, f: (value: number, i: number) => number): number =>
  values.reduce((sum, value, i) => sum + f(value, i), 0);

/** How many customers have each number of purchases, ascending. */
function countsOf(purchases: Float64Array): { count: number; customers: number }[] {
  const found = new Map<number, number>();
  for (const count of purchases.slice().sort()) found.set(count, (found.get(count) ?? 0) + 1);
  return [...found].map(([count, customers]) => ({ count, customers }));
}
