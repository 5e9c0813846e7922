import { logGamma } from './log-gamma.ts';
import { rootBetween } from './root.ts';

const mostTerms = 10_000;
const tiny = 1e-300;

/** Chance that a gamma variable of the given shape and scale 1 exceeds x: Q(shape, x). */
export function gammaAbove(x: number, shape: number): number {
  if (x <= 0) return 1;
  return x < shape + 1
    ? 1 - frontOf(x, shape) * lowerSeries(shape, x)
    : frontOf(x, shape) * upperFraction(shape, x);
}

/** Chance that a gamma variable of the given shape and scale 1 is at most x: P(shape, x). */
export function gammaBelow(x: number, shape: number): number {
  if (x <= 0) return 0;
  return x < shape + 1
    ? frontOf(x, shape) * lowerSeries(shape, x)
    : 1 - frontOf(x, shape) * upperFraction(shape, x);
}

/** What a gamma variable of the given shape and scale 1 is below with chance p, in (0, 1). */
export const gammaQuantile = (p: number, shape: number): number =>
  p < 0.5 ? quantile(p, shape, gammaBelow) : gammaExceeded(1 - p, shape);

/** What a gamma variable of the given shape and scale 1 exceeds with chance p, in (0, 1). */
export const gammaExceeded = (p: number, shape: number): number =>
  p > 0.5 ? quantile(1 - p, shape, gammaBelow) : quantile(p, shape, gammaAbove);

/** On the side on which the chance is small, so that it keeps its digits. */
function quantile(p: number, shape: number, chance: typeof gammaAbove): number {
  const sign = chance === gammaBelow ? 1 : -1;
  let high = shape + 10;
  while (sign * (chance(high, shape) - p) < 0) high *= 2;
  const density = (x: number) => frontOf(x, shape) / x;
  return rootBetween((x) => ({ value: sign * (chance(x, shape) - p), slope: density(x) }), 0, high);
}

/** x^shape · e^−x / Γ(shape) */
const frontOf = (x: number, shape: number): number => Math.exp(shape * Math.log(x) - x - logGamma(shape));

/** Series of the lower incomplete gamma function (Abramowitz and Stegun 6.5.29), without its front. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * 1e-16; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Continued fraction of the upper one (Abramowitz and Stegun 6.5.31), from the front (Lentz 1976). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < mostTerms; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / away(numerator * d + b);
    c = away(b + numerator / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

const away = (denominator: number) => (Math.abs(denominator) < tiny ? tiny : denominator);
