import { digamma } from '../numerics/digamma.ts';
import type { SmoothFunction } from '../numerics/evaluation.ts';
import { logGamma } from '../numerics/log-gamma.ts';
import type { MergedHistories } from './merge-histories.ts';

/**
 * Log-likelihood per customer by the logs of r, α, a and b: purchases at a rate of Gamma(r, α), and a customer lost with
 * a chance of Beta(a, b) after each purchase.
 *
 * With `chancesBefore` = 0 the first purchase carries no such chance: BG/NBD (Fader, Hardie and Lee 2005, equation 6). With 1
 * it does: MBG/NBD (Batislam, Denizel and Filiztekin 2007). Both are
 * Γ(r+x)/Γ(r) · α^r/(α+T)^(r+x) · B(a, b+n)/B(a, b) · (1 + e^d) with n = x + chancesBefore chances to leave that were not taken,
 * e^d = a/(b+n−1) · ((α+T)/(α+t_x))^(r+x) the odds of being lost, and no e^d where n = 0.
 */
export function betaDropoutLikelihood(histories: MergedHistories, chancesBefore: 0 | 1): SmoothFunction {
  const { customers, weight, repeats, lastAt, age } = histories;
  return (logs) => {
    const [r, alpha, a, b] = logs.map(Math.exp);
    const table = Array.from(repeats.values, (x) => termsOf(x, x + chancesBefore, r, alpha, a, b));
    const logLast = lastAt.values.map((t) => Math.log(alpha + t));
    const logAge = age.values.map((t) => Math.log(alpha + t));
    let value = 0;
    const slope = new Float64Array(4);
    for (let i = 0; i < weight.length; i++) {
      const terms = table[repeats.of[i]];
      const toAge = logAge[age.of[i]];
      const toLast = logLast[lastAt.of[i]];
      const odds = terms.logOdds + terms.shape * (toAge - toLast);
      const small = Math.exp(-Math.abs(odds));
      const lost = odds > 0 ? 1 / (1 + small) : small / (1 + small);
      const w = weight[i];
      value += w * (terms.value - terms.shape * toAge + Math.max(odds, 0) + Math.log1p(small));
      slope[0] += w * (terms.byR - toAge + lost * (toAge - toLast));
      slope[1] -=
        w *
        terms.shape *
        ((1 - lost) / (alpha + age.values[age.of[i]]) + lost / (alpha + lastAt.values[lastAt.of[i]]));
      slope[2] += w * (terms.byA + lost / a);
      slope[3] += w * (terms.byB - lost * terms.byLost);
    }
    slope[1] += (customers * r) / alpha;
    return {
      value: value / customers,
      gradient: Float64Array.of(r * slope[0], alpha * slope[1], a * slope[2], b * slope[3]).map(
        (g) => g / customers,
      ),
    };
  };
}

/** What depends on the number of purchases alone. */
interface Terms {
  readonly shape: number;
  readonly value: number;
  readonly byR: number;
  readonly byA: number;
  readonly byB: number;
  /** ln(a / (b + n − 1)), −∞ where there was no chance to leave; `byLost` is its slope by b, negated. */
  readonly logOdds: number;
  readonly byLost: number;
}

function termsOf(x: number, n: number, r: number, alpha: number, a: number, b: number): Terms {
  const kept = logGamma(b + n) - logGamma(b) + logGamma(a + b) - logGamma(a + b + n);
  const wide = digamma(a + b) - digamma(a + b + n);
  return {
    shape: r + x,
    value: logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + kept,
    byR: digamma(r + x) - digamma(r) + Math.log(alpha),
    byA: wide,
    byB: digamma(b + n) - digamma(b) + wide,
    logOdds: n > 0 ? Math.log(a / (b + n - 1)) : -Infinity,
    byLost: n > 0 ? 1 / (b + n - 1) : 0,
  };
}
