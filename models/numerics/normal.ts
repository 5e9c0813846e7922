const rootTwoPi = Math.sqrt(2 * Math.PI);

export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / rootTwoPi;

/** Standard normal distribution function, error below 7.5e-8 (Abramowitz and Stegun 26.2.17). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = normalDensity(z) * series;
  return z >= 0 ? 1 - tail : tail;
}

/** Inverse of the standard normal distribution function for p in (0, 1), error below 4.5e-4 (A&S 26.2.23). */
export function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const z = t - numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return p < 0.5 ? -z : z;
}
