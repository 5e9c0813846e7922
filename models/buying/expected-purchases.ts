import { betaMean } from '../numerics/beta-mean.ts';
import type { Living } from './standing.ts';

/** A longer sum is left to an integral. */
const longestSum = 4000;
/** ln of the smallest chance of no purchase that the sum can begin with. */
const smallestLog = 700;

/** Purchases that a living customer is expected to make within a time t, until they leave. */
export function expectedPurchases(living: Living, t: number): number {
  if (t <= 0) return 0;
  return living.dropout === 'at any time'
    ? beforeDeath(living.shape / living.rate, living.s, living.beta, t)
    : beforeDropout(living.shape, living.rate, living.a, living.b, t);
}

/**
 * rate · E[time alive within t] for a lifetime that ends at a rate of Gamma(s, β): β / (s − 1) · (1 − (β / (β + t))^(s − 1)),
 * which is β ln(1 + t/β) at s = 1.
 */
function beforeDeath(rate: number, s: number, beta: number, t: number): number {
  const length = Math.log1p(t / beta);
  const power = (s - 1) * length;
  return rate * beta * length * (Math.abs(power) < 1e-12 ? 1 : -Math.expm1(-power) / power);
}

/**
 * Someone who could not leave would make K purchases, K negative binomial; of these the one after j others is made if the
 * customer stayed j times: Σ_j E[(1−p)^j] · P(K > j). It equals the textbook form with 2F1, without its poles at a = 1 and
 * at a + b = 1 and without its overflow for frequent buyers.
 */
function beforeDropout(r: number, alpha: number, a: number, b: number, t: number): number {
  const ratio = t / alpha;
  const logNone = -r * Math.log1p(ratio);
  if ((r + 40) * (1 + ratio) > longestSum || logNone < -smallestLog) return byIntegral(r, a, b, ratio);
  const w = t / (alpha + t);
  let exactly = Math.exp(logNone);
  let more = -Math.expm1(logNone);
  let stayed = 1;
  let sum = 0;
  const negligible = 1e-18 * more;
  for (let j = 0; more > 1e-15 * sum && (j <= r * ratio || exactly > negligible); j++) {
    sum += stayed * more;
    stayed *= (b + j) / (a + b + j);
    exactly *= ((r + j) / (j + 1)) * w;
    more -= exactly;
  }
  return sum;
}

/** The same as E[(1 − (1 + p t/α)^(−r)) / p] over p ~ Beta(a, b). */
const byIntegral = (r: number, a: number, b: number, ratio: number): number =>
  betaMean(a, b, (p) => (p * ratio < 1e-300 ? r * ratio : -Math.expm1(-r * Math.log1p(p * ratio)) / p));
