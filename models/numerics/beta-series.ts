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
 * largest value that the second factor takes, rest^(−p). That falls over a w of about k · rest / p: the shorter, the closer the
 * nodes.
 */
function integralOf(k: number, p: number, z: number, rest: number): LogSeries {
  const { w, weight, step } = nodesFor(Math.log(p / (k * rest)));
  let [sum, byK, byP, byZ] = [0, 0, 0, 0];
  for (let i = 0; i < w.length; i++) {
    const drop = Math.expm1(-w[i] / k);
    const gap = rest - z * drop;
    const logRatio = Math.log(gap / rest);
    const own = weight[i] * Math.exp(-p * logRatio);
    const slope = (own * p * (1 + drop)) / gap;
    sum += own;
    byP += own * logRatio;
    byZ += slope;
    byK += (slope * z * w[i]) / (k * k);
  }
  const atOne = -Math.log(rest);
  return { value: p * atOne + Math.log(sum * step), byK: byK / sum, byP: atOne - byP / sum, byZ: byZ / sum };
}

/** Nodes of ∫₀^∞ e^(−w) f(w) dw, evenly spaced in u. */
interface Nodes {
  readonly w: Float64Array;
  /** e^(−w) dw/du. */
  readonly weight: Float64Array;
  readonly step: number;
}

/** Up to 12 digits and more for f that falls over a w of e^(−fall): measured for k and p from .01 to 2,000 and rest from 10⁻¹² on. */
const stepsPerFall = 1 / 0.35;
const fewestSteps = 12;
/** A search may try parameters beyond all reason: what is said of them only has to be no number, or a bad one. */
const steepest = 60;
/** e^(−w) and w below and above these are lost beside the others. */
const [lostBelow, lostAbove] = [40, 3.75];

const known = new Map<number, Nodes>();

/** Steps in fours, so that few tables serve all. */
function nodesFor(fall: number): Nodes {
  const bounded = fall > 0 ? Math.min(fall, steepest) : 0;
  const wanted = 4 * Math.ceil(((1 + bounded) * stepsPerFall) / 4);
  const steps = Math.max(fewestSteps, wanted);
  const found = known.get(steps) ?? nodesOf(steps);
  known.set(steps, found);
  return found;
}

function nodesOf(steps: number): Nodes {
  const first = Math.floor(-Math.log(lostBelow + steps / stepsPerFall) * steps);
  const at = Float64Array.from(
    { length: Math.ceil(lostAbove * steps) - first + 1 },
    (_, i) => (first + i) / steps,
  );
  const w = at.map((u) => Math.exp(u - Math.exp(-u)));
  return { w, weight: w.map((own, i) => Math.exp(-own) * own * (1 + Math.exp(-at[i]))), step: 1 / steps };
}
