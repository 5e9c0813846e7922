import { type Ranking, rankingOf } from '../quality/metrics/order.ts';

/** What to expect of a figure, and the standard deviation of the realised one around it. */
export interface Estimated {
  readonly value: number;
  readonly error: number;
}

/** How well the chances of churn of these customers will turn out, if they are true. */
export interface EstimatedPerformance {
  readonly customers: number;
  readonly listShare: number;
  readonly churn: Estimated;
  readonly auc: Estimated;
  readonly logLoss: Estimated;
  readonly brier: Estimated;
  /** Share who leave among the share `listShare` with the highest chances. */
  readonly precisionAtList: Estimated;
  /** That share over the share among all. */
  readonly liftAtList: Estimated;
  /** Standard error of the estimates themselves, other customers being drawn from the same population. */
  readonly spread: { readonly auc: number; readonly logLoss: number };
}

/**
 * Confidence-based performance estimation (NannyML's CBPE): customer i leaves with chance pᵢ, independently, so each
 * figure has an expectation and a variance before any outcome is known. With Bernoulli outcomes y,
 *
 * - log loss: mean of −pᵢ ln pᵢ − (1−pᵢ) ln(1−pᵢ), variance Σ pᵢ(1−pᵢ) logit²(pᵢ) / n²
 * - Brier: mean of pᵢ(1−pᵢ), variance Σ pᵢ(1−pᵢ)(1−2pᵢ)² / n²
 * - AUC: Σ_{i≠j} pᵢ(1−pⱼ)[pᵢ > pⱼ] ÷ Σ_{i≠j} pᵢ(1−pⱼ), ties counting half; its variance by the delta method
 * - precision and lift among the k highest: the mean of their pᵢ, and that over the mean of all
 *
 * It knows nothing of chances that are wrong: that only outcomes show.
 * @returns null where fewer than two customers, or chances of 0 and 1 alone of one kind, leave nothing to order
 */
export function estimatePerformance(p: Float64Array, listShare: number): EstimatedPerformance | null {
  const n = p.length;
  const variance = p.map((chance) => chance * (1 - chance));
  const ranking = rankingOf(p);
  const auc = aucOf(p, ranking);
  if (auc === null) return null;
  const entropy = p.map((chance) => entropyOf(chance));
  const rate = mean(p);
  const top = topOf(ranking, listShare);
  const precision = dot(top, p) / (listShare * n);
  const lift = precision / rate;
  /** A figure whose derivative by the outcome of customer i is `slope(i)`. */
  const figure = (value: number, slope: (i: number) => number): Estimated => ({
    value,
    error: Math.sqrt(variance.reduce((sum, v, i) => (v === 0 ? sum : sum + v * slope(i) ** 2), 0)),
  });
  return {
    customers: n,
    listShare,
    churn: figure(rate, () => 1 / n),
    auc: figure(auc.value, (i) => auc.slope[i]),
    logLoss: figure(mean(entropy), (i) => Math.log(p[i] / (1 - p[i])) / n),
    brier: figure(mean(variance), (i) => (1 - 2 * p[i]) / n),
    precisionAtList: figure(precision, (i) => top[i] / (listShare * n)),
    liftAtList: figure(lift, (i) => (top[i] / listShare - lift) / (rate * n)),
    spread: { auc: auc.spread, logLoss: Math.sqrt(mean(squaredGaps(entropy)) / n) },
  };
}

interface ExpectedAuc {
  readonly value: number;
  /** Derivative by the outcome of each customer. */
  readonly slope: Float64Array;
  readonly spread: number;
}

/** One pass over the customers by falling chance; a customer is never paired with itself. */
function aucOf(p: Float64Array, ranking: Ranking): ExpectedAuc | null {
  const { wonOver, lostTo } = pairsOf(p, ranking);
  const leavers = p.reduce((sum, chance) => sum + chance, 0);
  const stayers = p.length - leavers;
  const pairs = leavers * stayers - p.reduce((sum, chance) => sum + chance * (1 - chance), 0);
  if (!(pairs > 0)) return null;
  const value = dot(p, wonOver) / pairs;
  const others = p.map((chance) => stayers - (1 - chance));
  const leaving = p.map((chance) => leavers - chance);
  const slope = p.map((_, i) => (wonOver[i] - lostTo[i] - value * (others[i] - leaving[i])) / pairs);
  const own = p.map(
    (chance, i) =>
      chance * (wonOver[i] - value * others[i]) + (1 - chance) * (lostTo[i] - value * leaving[i]),
  );
  return { value, slope, spread: Math.sqrt(dot(own, own)) / pairs };
}

/** Expected stayers whom each customer stands above, and expected leavers who stand above it; ties count half. */
function pairsOf(p: Float64Array, { order, ends }: Ranking): { wonOver: Float64Array; lostTo: Float64Array } {
  const wonOver = new Float64Array(p.length);
  const lostTo = new Float64Array(p.length);
  let above = 0;
  let below = p.length - p.reduce((sum, chance) => sum + chance, 0);
  let from = 0;
  for (const end of ends) {
    const chance = p[order[from]];
    const tied = end - from;
    below -= tied * (1 - chance);
    for (let i = from; i < end; i++) {
      wonOver[order[i]] = below + ((tied - 1) * (1 - chance)) / 2;
      lostTo[order[i]] = above + ((tied - 1) * chance) / 2;
    }
    above += tied * chance;
    from = end;
  }
  return { wonOver, lostTo };
}

/** 1 for the share with the highest chances, 0 for the others; a tie across the border counts in proportion. */
function topOf({ order, ends }: Ranking, share: number): Float64Array {
  const top = new Float64Array(order.length);
  let places = share * order.length;
  let from = 0;
  for (const end of ends) {
    const part = Math.min(1, Math.max(0, places / (end - from)));
    for (let i = from; i < end; i++) top[order[i]] = part;
    places -= end - from;
    from = end;
  }
  return top;
}

const entropyOf = (p: number): number => -(xlnx(p) + xlnx(1 - p));
const xlnx = (x: number): number => (x > 0 ? x * Math.log(x) : 0);
const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0);

function squaredGaps(values: Float64Array): Float64Array {
  const middle = mean(values);
  return values.map((value) => (value - middle) ** 2);
}
