import { logGamma } from '../numerics/incomplete-beta.ts';

const mostTerms = 10_000;
const tiny = 1e-300;

/** Chance that a χ² variable with `degrees` of freedom exceeds `statistic`: Q(degrees/2, statistic/2). */
export function chiSquareAbove(statistic: number, degrees: number): number {
  if (statistic <= 0 || degrees <= 0) return 1;
  const a = degrees / 2;
  const x = statistic / 2;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
}

/** The statistic that is exceeded with a chance of `above`, in (0, 1), to about 1e-12 of it. */
export function chiSquareQuantile(above: number, degrees: number): number {
  let low = 0;
  let high = degrees + 10;
  while (chiSquareAbove(high, degrees) > above) high *= 2;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (chiSquareAbove(middle, degrees) > above) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

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
