import { logBetaSeries } from '../numerics/beta-series.ts';
import { digamma } from '../numerics/digamma.ts';
import type { SmoothFunction } from '../numerics/evaluation.ts';
import { logGamma } from '../numerics/log-gamma.ts';
import { type DistinctPairs, type MergedHistories, pairsOf } from './merge-histories.ts';

/** Slopes stand in the order r, α, s, β. */
export interface LogTail {
  readonly value: number;
  readonly slope: readonly [number, number, number, number];
}

/**
 * ln ∫_from^∞ (α+u)^−(r+x) (β+u)^−(s+1) du, the chance of dying after `from` up to factors. With the larger of α and β in
 * front, what is left of the integral is a series in |α−β| / (larger + from).
 */
export function logTail(x: number, from: number, r: number, alpha: number, s: number, beta: number): LogTail {
  const k = r + s + x;
  const [large, small, power] = alpha >= beta ? [alpha, beta, s + 1] : [beta, alpha, r + x];
  const start = large + from;
  const series = logBetaSeries(k, power, (large - small) / start, (small + from) / start);
  const byK = series.byK - Math.log(start) - 1 / k;
  const byLarge = (series.byZ * (small + from)) / (start * start) - k / start;
  const bySmall = -series.byZ / start;
  const value = series.value - k * Math.log(start) - Math.log(k);
  return alpha >= beta
    ? { value, slope: [byK, byLarge, byK + series.byP, bySmall] }
    : { value, slope: [byK + series.byP, bySmall, byK, byLarge] };
}

/**
 * Log-likelihood per customer by the logs of r, α, s and β: purchases at a rate of Gamma(r, α), a lifetime that ends at a
 * rate of Gamma(s, β). Pareto/NBD (Schmittlein, Morrison and Colombo 1987) as
 * Γ(r+x)/Γ(r) · α^r β^s · { (α+T)^−(r+x) (β+T)^−s + s ∫_t_x^T (α+u)^−(r+x) (β+u)^−(s+1) du }.
 */
export function paretoLikelihood(histories: MergedHistories): SmoothFunction {
  const { customers, weight, repeats, lastAt, age } = histories;
  const [untilLast, untilAge] = [pairsOf(repeats, lastAt), pairsOf(repeats, age)];
  return (logs) => {
    const [r, alpha, s, beta] = logs.map(Math.exp);
    const tailsOf = ({ first, second }: DistinctPairs, times: Float64Array) =>
      Array.from(first, (x, i) => logTail(repeats.values[x], times[second[i]], r, alpha, s, beta));
    const [fromLast, fromAge] = [tailsOf(untilLast, lastAt.values), tailsOf(untilAge, age.values)];
    const counts = repeats.values.map((x) => logGamma(r + x) - logGamma(r));
    const countSlopes = repeats.values.map((x) => digamma(r + x) - digamma(r));
    const slope = new Float64Array(4);
    let value = customers * (r * Math.log(alpha) + s * Math.log(beta));
    for (let i = 0; i < weight.length; i++) {
      const w = weight[i];
      const shape = r + repeats.values[repeats.of[i]];
      const T = age.values[age.of[i]];
      const [toAlpha, toBeta] = [Math.log(alpha + T), Math.log(beta + T)];
      const alive = -shape * toAlpha - s * toBeta;
      const [last, end] = [fromLast[untilLast.of[i]], fromAge[untilAge.of[i]]];
      const top = Math.max(alive, last.value);
      const aliveShare = Math.exp(alive - top);
      const [more, less] = [Math.exp(last.value - top), Math.exp(end.value - top)];
      const between = -more * Math.expm1(end.value - last.value);
      const total = aliveShare + s * between;
      value += w * (counts[repeats.of[i]] + top + Math.log(total));
      const byTails = (j: 0 | 1 | 2 | 3) => s * (more * last.slope[j] - less * end.slope[j]);
      slope[0] += w * (countSlopes[repeats.of[i]] + (byTails(0) - aliveShare * toAlpha) / total);
      slope[1] += (w * (byTails(1) - (aliveShare * shape) / (alpha + T))) / total;
      slope[2] += (w * (byTails(2) - aliveShare * toBeta + between)) / total;
      slope[3] += (w * (byTails(3) - (aliveShare * s) / (beta + T))) / total;
    }
    slope[0] += customers * Math.log(alpha);
    slope[1] += (customers * r) / alpha;
    slope[2] += customers * Math.log(beta);
    slope[3] += (customers * s) / beta;
    return {
      value: value / customers,
      gradient: Float64Array.of(r * slope[0], alpha * slope[1], s * slope[2], beta * slope[3]).map(
        (g) => g / customers,
      ),
    };
  };
}
