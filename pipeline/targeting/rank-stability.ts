import { randomStream } from '../../models/numerics.ts';
import { type SavePrior, savePrior } from './save-prior.ts';

/** What a redraw needs to know of one customer. Money in the reporting currency. */
export interface UncertainCustomer {
  readonly customer_id: string;
  readonly churn: number;
  readonly churn_low: number;
  readonly churn_high: number;
  readonly clv_p10: number;
  readonly clv_p50: number;
  readonly clv_p90: number;
  readonly clv_if_kept: number;
  readonly clv_if_lost: number;
  /** The expected profit that ranks where gains are learned, whose worth alone is redrawn; left out: value at risk ranks. */
  readonly profit?: number;
}

export interface RedrawOptions {
  readonly listSize: number;
  readonly savePrior: SavePrior;
  readonly seed: number;
  readonly draws?: number;
}

/** Customers among whom the ranks of a list are redrawn, its own included: always as many, however many were selected. */
export const poolSize = (listSize: number): number => Math.max(1000, 4 * listSize);

/** Standard normal quantile of 0.9: an 80% interval reaches so many standard deviations to each side. */
const z90 = 1.2815515655446004;

/**
 * Share of redraws in which each customer is among the first `listSize` of the pool. A redraw moves the logit of churn
 * normally inside its 80% interval, and worth along its own P10–P90 (flat beyond, scaled so that its mean stays). Each
 * customer has random numbers of their own, so the order of the pool changes nothing.
 */
export function rankStability(
  pool: readonly UncertainCustomer[],
  { listSize, savePrior: points, seed, draws = 200 }: RedrawOptions,
): Float64Array {
  if (pool.length <= listSize) return new Float64Array(pool.length).fill(1);
  const prior = savePrior(points);
  const redraw = pool.map((customer) => redrawer(customer, prior, seed));
  const listed = new Float64Array(pool.length);
  const priority = new Float64Array(pool.length);
  const order = Array.from(pool, (_, i) => i);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < pool.length; i++) priority[i] = redraw[i]!();
    order.sort(
      (a, b) => priority[b]! - priority[a]! || (pool[a]!.customer_id < pool[b]!.customer_id ? -1 : 1),
    );
    for (let place = 0; place < listSize; place++) listed[order[place]!]! += 1;
  }
  return listed.map((count) => count / draws);
}

function redrawer(customer: UncertainCustomer, prior: (churn: number) => number, seed: number): () => number {
  const random = randomStream(seed, `rank stability of ${customer.customer_id}`);
  const centre = logit(customer.churn);
  const spread = Math.max(0, logit(customer.churn_high) - logit(customer.churn_low)) / (2 * z90);
  const loss = customer.clv_if_kept - customer.clv_if_lost;
  const worth = relativeWorth(customer);
  const { profit } = customer;
  if (profit !== undefined) return () => profit * worth(random.uniform());
  return () => {
    const churn = 1 / (1 + Math.exp(-(centre + spread * random.normal())));
    return churn * prior(churn) * loss * worth(random.uniform());
  };
}

/** Worth at a rank u in (0, 1) over its mean: straight lines through P10, P50 and P90. */
function relativeWorth({ clv_p10, clv_p50, clv_p90 }: UncertainCustomer): (u: number) => number {
  const mean = 0.3 * clv_p10 + 0.4 * clv_p50 + 0.3 * clv_p90;
  if (!(mean > 0)) return () => 1;
  return (u) => {
    const inside = Math.min(0.9, Math.max(0.1, u));
    const at =
      inside < 0.5
        ? clv_p10 + ((inside - 0.1) / 0.4) * (clv_p50 - clv_p10)
        : clv_p50 + ((inside - 0.5) / 0.4) * (clv_p90 - clv_p50);
    return at / mean;
  };
}

function logit(chance: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, chance));
  return Math.log(inside / (1 - inside));
}

/** Middle value; of an even number the mean of the two in the middle, of none null. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
