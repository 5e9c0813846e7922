import { logBeta } from './log-gamma.ts';
import { rootBetween } from './root.ts';

const mostTerms = 10_000;
const tiny = 1e-300;

/** Chance that a Beta(a, b) variable is at most x: the regularised incomplete beta function; a, b > 0. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2)
    ? (front / a) * continuedFraction(x, a, b)
    : 1 - (front / b) * continuedFraction(1 - x, b, a);
}

/** What a Beta(a, b) variable is below with chance p, in (0, 1). */
export function betaQuantile(p: number, a: number, b: number): number {
  const scale = logBeta(a, b);
  const density = (x: number) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - scale);
  return rootBetween((x) => ({ value: betaBelow(x, a, b) - p, slope: density(x) }), 0, 1);
}

/** Continued fraction of Abramowitz and Stegun 26.5.8, from the front (Lentz 1976). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

const away = (denominator: number) => (Math.abs(denominator) < tiny ? tiny : denominator);
