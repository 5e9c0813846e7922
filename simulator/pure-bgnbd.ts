import { beta, drawsOf, gamma, processes, type Stream } from './random.ts';

/** A population that follows BG/NBD and Gamma-Gamma exactly: days for `alpha`, money for `v`. */
export interface PureParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

export interface PurePopulation {
  readonly customers: number;
  /** Watched at most; customers start within the first half, evenly. */
  readonly days: number;
  readonly seed: number;
  /** Days after T in which `xAfter` is counted; default 0. */
  readonly after?: number;
  readonly parameters?: PureParameters;
}

export interface PureCustomer {
  /** Repeat orders, day of the last one, and days of watching, from the first order on. */
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  /** Mean amount of the repeat orders; 0 where there are none. */
  readonly meanSpend: number;
  /** Repeat orders in so many days after T. */
  readonly xAfter: number;
  readonly alive: boolean;
}

export const pureParameters: PureParameters = { r: 0.6, alpha: 40, a: 0.8, b: 2.5, p: 6, q: 4, v: 15 };

/**
 * Customers whose true model is known, for tests of fits (Fader, Hardie, Lee 2005; Fader, Hardie 2013).
 */
export function pureBgNbd({
  customers,
  days,
  seed,
  after = 0,
  parameters = pureParameters,
}: PurePopulation): PureCustomer[] {
  return Array.from({ length: customers }, (_, n) => {
    const random = drawsOf(seed, n).stream(processes.orders, 0);
    return pureCustomer(random, days - Math.floor((days / 2) * random.uniform()), after, parameters);
  });
}

function pureCustomer(
  random: Stream,
  T: number,
  after: number,
  { r, alpha, a, b, p, q, v }: PureParameters,
): PureCustomer {
  const rate = (gamma(r, random) * r) / alpha;
  const dropout = beta(a, b, random);
  const nu = (gamma(q, random) * q) / v;
  let [at, x, tx, xAfter, spend] = [0, 0, 0, 0, 0];
  let leftAt = Number.POSITIVE_INFINITY;
  while (leftAt === Number.POSITIVE_INFINITY) {
    at -= Math.log(random.uniform()) / rate;
    if (at > T + after) break;
    if (at > T) xAfter++;
    else {
      x++;
      tx = at;
      spend += (gamma(p, random) * p) / nu;
    }
    if (random.uniform() < dropout) leftAt = at;
  }
  return { x, tx, T, meanSpend: x === 0 ? 0 : spend / x, xAfter, alive: leftAt > T };
}
