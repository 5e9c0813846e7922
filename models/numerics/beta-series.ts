/** ln F and its slopes by k, p and z. */
export interface LogSeries {
  readonly value: number;
  readonly byK: number;
  readonly byP: number;
  readonly byZ: number;
}

/** Nearer to 1 the series is too long, and the integral is taken instead. */
const seriesBelow = 0.98;
/** ln of the largest sum that the series may reach. */
const largestLog = 600;
const mostTerms = 20_000;

/**
 * ln F(k, p, z) of F = 2F1(p, k; k + 1; z) = k ∫₀¹ y^(k−1) (1 − z y)^(−p) dy for k, p > 0 and 0 ≤ z < 1: an incomplete
 * beta function, which the Pareto/NBD model is made of. Every term is positive, so that nothing cancels, and the slopes
 * are those of the sum.
 * @param rest 1 − z, for callers who know it to more digits than the difference would have
 */
export function logBetaSeries(k: number, p: number, z: number, rest: number = 1 - z): LogSeries {
  const summable = z < seriesBelow && -p * Math.log(rest) < largestLog;
  return summable ? sumOfSeries(k, p, z) : integralOf(k, p, z, rest);
}

/** Σ (p)ₙ / n! · k / (k + n) · zⁿ (Abramowitz and Stegun 15.1.1). */
function sumOfSeries(k: number, p: number, z: number): LogSeries {
  let term = 1;
  let harmonic = 0;
  let [sum, byK, byP, byZ] = [1, 0, 0, 0];
  for (let n = 1; n < mostTerms; n++) {
    term *= ((p + n - 1) / n) * z;
    harmonic += 1 / (p + n - 1);
    const inverse = 1 / (k + n);
    const part = term * k * inverse;
    sum += part;
    byK += term * n * inverse * inverse;
    byP += part * harmonic;
    byZ += part * n;
    if (part * (n + harmonic) < 1e-16 * sum && n * (1 - z) > p * z) break;
  }
  return {
    value: Math.log(sum),
    byK: byK / sum,
    byP: byP / sum,
    byZ: z > 0 ? byZ / (z * sum) : (p * k) / (k + 1),
  };
}

/**
 * The same as ∫₀^∞ e^(−w) (1 − z e^(−w/k))^(−p) dw with w = exp(u − e^(−u)) (Takahasi and Mori 1974), relative to the
 * largest value that the second factor takes, rest^(−p).
 */
function integralOf(k: number, p: number, z: number, rest: number): LogSeries {
  const [step, reach] = [1 / 64, 4.6];
  let [sum, byK, byP, byZ] = [0, 0, 0, 0];
  for (let u = -reach; u <= reach; u += step) {
    const w = Math.exp(u - Math.exp(-u));
    const y = Math.exp(-w / k);
    const gap = rest - z * Math.expm1(-w / k);
    const logRatio = Math.log(gap / rest);
    const weight = Math.exp(-w - p * logRatio) * w * (1 + Math.exp(-u));
    sum += weight;
    byP += weight * logRatio;
    byZ += (weight * p * y) / gap;
    byK += (weight * p * z * y * w) / (gap * k * k);
  }
  const atOne = -Math.log(rest);
  return { value: p * atOne + Math.log(sum * step), byK: byK / sum, byP: atOne - byP / sum, byZ: byZ / sum };
}
