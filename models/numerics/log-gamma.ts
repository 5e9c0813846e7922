/** Coefficients of Stirling's series in 1/x, 1/x³, 1/x⁵, … (Abramowitz and Stegun 6.1.41). */
const series = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
/** From here on the series is exact to the last digit. */
const far = 10;

/** ln Γ(x) for x > 0, to 1e-14 of max(1, |ln Γ|): the recurrence up to 10, Stirling's series from there. */
export function logGamma(x: number): number {
  let product = 1;
  let at = x;
  for (; at < far; at++) product *= at;
  const inverse = 1 / (at * at);
  let tail = 0;
  for (let i = series.length - 1; i >= 0; i--) tail = tail * inverse + series[i];
  return (at - 0.5) * Math.log(at) - at + halfLogTwoPi + tail / at - Math.log(product);
}

/** ln B(a, b), the beta function, for a, b > 0. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
